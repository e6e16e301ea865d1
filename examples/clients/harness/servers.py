"""The real server, and what it needs to be one with TLS."""

import queue
import re
import socket
import subprocess
import threading

PATIENCE = 30


class Server:
    """`rasd serve`, stopped at the end of the block."""

    def __init__(self, binary, *options, listen="127.0.0.1:0"):
        self.process = subprocess.Popen(
            [binary, "serve", "--listen", listen, *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        lines, self.log = queue.Queue(), []
        threading.Thread(target=lambda: [lines.put(l) for l in self.process.stdout], daemon=True).start()
        threading.Thread(target=lambda: self.log.extend(self.process.stderr), daemon=True).start()
        try:
            line = lines.get(timeout=PATIENCE)
        except queue.Empty:
            line = ""
        found = re.search(r"listening on (?:\w+://)?\S*?:(\d+)$", line.strip())
        if not found:
            self.process.kill()
            raise RuntimeError(f"the server did not start: {line!r} {''.join(self.log)}")
        self.port = int(found.group(1))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


def options_of(binary):
    """The options that this version of the server has."""
    text = subprocess.run([binary, "serve", "--help"], capture_output=True, text=True, check=True)
    return set(re.findall(r"--[a-z-]+", text.stdout))


def free_port():
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def certificates(folder):
    """Makes a certificate authority, a server certificate of it, and another authority."""

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    for name in ("ca", "other-ca"):
        openssl("req", "-x509", *key, "-keyout", f"{name}.key", "-out", f"{name}.pem", "-days", "2",
                "-subj", f"/CN={name}", "-addext", "keyUsage=critical,keyCertSign")
    (folder / "names").write_text(
        "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n"
        "basicConstraints=critical,CA:FALSE\n"
    )
    openssl("req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "2",
            "-CAcreateserial", "-extfile", "names", "-out", "server.pem")
