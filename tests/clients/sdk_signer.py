"""What Huawei Cloud's SDK for Python signs, for a request that was sent."""
import dataclasses
import re
import urllib.parse

from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.sdk_request import SdkRequest
from huaweicloudsdkcore.signer.signer import Signer


@dataclasses.dataclass
class Signed:
    method: str
    target: str
    headers: dict
    body: bytes
    secret: str = None

    @property
    def authorization(self):
        return self.headers["Authorization"]

    @property
    def access_key(self):
        return re.search(r"Access=([^,]+)", self.authorization)[1]

    @property
    def signed_headers(self):
        return re.search(r"SignedHeaders=([^,]+)", self.authorization)[1].split(";")

    @property
    def path(self):
        return self.target.partition("?")[0]

    @property
    def query(self):
        """The parameters, as somebody gives them to the SDK."""
        return urllib.parse.parse_qsl(self.target.partition("?")[2], keep_blank_values=True, strict_parsing=False)

    def without(self, prefix):
        return dataclasses.replace(self, target=self.target.removeprefix(prefix))

    def recomputed(self):
        """The SDK's Authorization for the headers that were signed, X-Sdk-Date among them."""
        headers = {name: value for name, value in self.headers.items() if name.lower() in self.signed_headers}
        request = SdkRequest(method=self.method, schema="http", host=headers["Host"], resource_path=self.path,
                             query_params=self.query, header_params=headers, body=self.body)
        return Signer(BasicCredentials(self.access_key, self.secret)).sign(request).header_params["Authorization"]
