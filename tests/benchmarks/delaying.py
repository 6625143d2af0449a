"""A network with a delay: ``python -m tests.benchmarks.delaying LISTEN TARGET SECONDS``, ports of loopback.

Whatever comes is handed on so many seconds later, in both directions; half a round trip each.
"""

import asyncio
import sys

import uvloop


async def main(listen: int, target: int, delay: float) -> None:
    """Pass connections on until it is ended."""

    async def accepted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", target)
        await asyncio.gather(_late(reader, back, delay), _late(there, writer, delay))

    async with await asyncio.start_server(accepted, "127.0.0.1", listen, limit=1 << 20) as server:
        await server.serve_forever()


async def _late(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, delay: float) -> None:
    loop = asyncio.get_running_loop()
    while data := await reader.read(1 << 18):
        loop.call_later(delay, _write, writer, data)
    loop.call_later(delay, writer.close)


def _write(writer: asyncio.StreamWriter, data: bytes) -> None:
    if not writer.is_closing():
        writer.write(data)


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
