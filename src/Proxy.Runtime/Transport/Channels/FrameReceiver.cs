using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;

namespace SharedObjects.Transport.Channels;

/// <summary>Reads frames until the connection ends, and passes each on whole. A frame is refused by the length it claims before anything is kept for it.</summary>
internal sealed class FrameReceiver(Socket socket, int maximumLength, Action<ReadOnlyMemory<byte>> received, Action<Exception> ended)
{
    private const int HeaderLength = sizeof(int);
    private const int UsualLength = 16 * 1024;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(UsualLength);
    private int start;
    private int end;

    public void Start() => _ = ReceiveAllAsync();

    private async Task ReceiveAllAsync()
    {
        try
        {
            while (true)
            {
                MakeRoom();
                var count = await socket.ReceiveAsync(buffer.AsMemory(end), SocketFlags.None).ConfigureAwait(false);
                if (count == 0)
                {
                    throw new EndOfStreamException(start == end ? "The manager closed the connection." : "The connection ended in the middle of a message.");
                }

                end += count;
                PassOn();
            }
        }
        catch (Exception exception)
        {
            // Whatever went wrong here, nothing more can be read: the connection is over, and its owner is told why.
            ended(exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void PassOn()
    {
        while (end - start >= HeaderLength)
        {
            var length = NextLength();
            if (end - start < HeaderLength + length)
            {
                return;
            }

            received(buffer.AsMemory(start + HeaderLength, length));
            start += HeaderLength + length;
        }
    }

    private int NextLength()
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(start));
        return length > 0 && length <= maximumLength
            ? length
            : throw new EncodingException($"A frame claims {length} bytes; between 1 and {maximumLength} are allowed here.");
    }

    /// <summary>Moves what is left to the front, into a larger buffer if the frame that has begun needs one, and back into a small one after it.</summary>
    private void MakeRoom()
    {
        var kept = end - start;
        var needed = kept >= HeaderLength ? Math.Max(HeaderLength + NextLength(), UsualLength) : UsualLength;
        if (needed > buffer.Length || (kept == 0 && buffer.Length > UsualLength * 4))
        {
            // Grown by doubling, so that a claimed length alone reserves nothing: the bytes have to come.
            var next = ArrayPool<byte>.Shared.Rent(kept == 0 ? UsualLength : Math.Min(needed, Math.Max(UsualLength, kept * 2)));
            buffer.AsSpan(start, kept).CopyTo(next);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = next;
        }
        else if (start > 0)
        {
            buffer.AsSpan(start, kept).CopyTo(buffer);
        }

        start = 0;
        end = kept;
        if (end == buffer.Length)
        {
            var next = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, end).CopyTo(next);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = next;
        }
    }
}
