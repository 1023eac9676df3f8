"""Makes the calls that boto3.test.ts asks for, one JSON line each way.

Bytes are {"bytes": [...]} and points in time {"seconds": ...} on these lines.
"""

import datetime
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.response import StreamingBody


def from_line(value):
    if isinstance(value, list):
        return [from_line(item) for item in value]
    if isinstance(value, dict):
        if set(value) == {"bytes"}:
            return bytes(value["bytes"])
        if set(value) == {"seconds"}:
            return datetime.datetime.fromtimestamp(
                value["seconds"], datetime.timezone.utc
            )
        return {key: from_line(item) for key, item in value.items()}
    return value


def to_line(value):
    if isinstance(value, StreamingBody):
        value = value.read()
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": list(value)}
    if isinstance(value, datetime.datetime):
        return {"seconds": value.timestamp()}
    if isinstance(value, list):
        return [to_line(item) for item in value]
    if isinstance(value, dict):
        return {
            key: to_line(item)
            for key, item in value.items()
            if key != "ResponseMetadata"
        }
    return value


def client(service, url):
    return boto3.client(
        service,
        endpoint_url=url,
        region_name="eu-west-1",
        aws_access_key_id="111111111111",
        aws_secret_access_key="any",
        config=Config(retries={"max_attempts": 0}),
    )


clients = {}
for line in sys.stdin:
    asked = json.loads(line)
    service = asked["service"]
    if service not in clients:
        clients[service] = client(service, asked["url"])
    try:
        method = getattr(clients[service], asked["method"])
        told = {"answer": to_line(method(**from_line(asked["input"])))}
    except ClientError as error:
        told = {
            "code": error.response["Error"]["Code"],
            "message": error.response["Error"]["Message"],
            "status": error.response["ResponseMetadata"]["HTTPStatusCode"],
        }
    print(json.dumps(told), flush=True)
