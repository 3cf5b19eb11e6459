"""SIGTERM under load: clients with kept-alive connections lose no request while the gateway leaves."""

import http.client
import threading
import time
from urllib.parse import urlsplit

from tributary_testkit.product import Product

NOTICE = 3.0
CLIENTS = 4


class Client(threading.Thread):
    """Asks on one connection again and again, and opens a new one only when it was told to."""

    def __init__(self, product):
        super().__init__()
        self.address = urlsplit(product.url).netloc
        self.headers = {"Authorization": f"Bearer {product.token()}"}
        self.failed, self.last_ones, self.done = [], 0, 0
        self.ending = threading.Event()

    def run(self):
        connection = http.client.HTTPConnection(self.address, timeout=10)
        while not self.ending.is_set():
            try:
                connection.request("GET", "/api/v1/entities", headers=self.headers)
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException) as error:
                self.failed.append(repr(error))
                return
            if answer.status != 200:
                self.failed.append(answer.status)
            self.done += 1
            self.last_ones += answer.getheader("connection") == "close"
        connection.close()


def test_a_stop_under_load_fails_no_request(tmp_path):
    notice = {"TRIBUTARY_GATEWAY_DRAIN_NOTICE_SECONDS": str(NOTICE)}
    with Product(tmp_path / "home", environment=notice) as product:
        clients = [Client(product) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        time.sleep(0.5)
        assert not any(client.last_ones for client in clients)
        stopping = threading.Thread(target=lambda: codes.append(product.stop()))
        codes: list[int] = []
        stopping.start()
        # Whoever sends the traffic has turned away by then: the listener closes after the notice.
        time.sleep(NOTICE - 0.5)
        for client in clients:
            client.ending.set()
        for client in clients:
            client.join()
        stopping.join()
    assert codes == [0]
    assert [client.failed for client in clients] == [[]] * CLIENTS
    assert all(client.last_ones > 1 for client in clients)
