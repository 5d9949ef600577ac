using System.Net.Sockets;
using Nerdbank.MessagePack;
using SharedObjects.Calls.Frames;

namespace SharedObjects.Transport.Channels;

/// <summary>
/// Sends frames, whole and in order. Whoever comes while another is sending leaves its frame with that one, so frames that meet leave together.
/// Sending never blocks: what the socket does not take at once follows when it can.
/// </summary>
internal sealed class FrameSender(Socket socket, Action<Exception> failed)
{
    private const int HeaderLength = sizeof(int);

    private readonly Lock gate = new();
    private FrameBuffer waiting = new();
    private FrameBuffer leaving = new();
    private bool sending;

    /// <summary>Writes the part of a message before its body.</summary>
    public delegate void WriteHead<TState>(ref MessagePackWriter writer, TState state);

    /// <summary>Sends one message. A failure of the connection is told to whoever made this, not thrown.</summary>
    public void Send<TState>(TState state, WriteHead<TState> writeHead, ReadOnlySpan<byte> body)
    {
        lock (gate)
        {
            var start = waiting.Length;
            waiting.GetSpan(HeaderLength);
            waiting.Advance(HeaderLength);
            var writer = new MessagePackWriter(waiting);
            writeHead(ref writer, state);
            writer.WriteRaw(body);
            writer.Flush();
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(waiting.At(start, HeaderLength), waiting.Length - start - HeaderLength);
            if (sending)
            {
                return;
            }

            sending = true;
        }

        try
        {
            while (TakeWaiting())
            {
                var sent = SendNow(leaving.Written.Span);
                if (sent < leaving.Length)
                {
                    _ = SendLaterAsync(sent);
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            failed(exception);
        }
    }

    private bool TakeWaiting()
    {
        lock (gate)
        {
            leaving.Clear();
            (waiting, leaving) = (leaving, waiting);
            sending = leaving.Length > 0;
            return sending;
        }
    }

    private int SendNow(ReadOnlySpan<byte> bytes)
    {
        var sent = 0;
        while (sent < bytes.Length)
        {
            sent += socket.Send(bytes[sent..], SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                break;
            }

            if (error != SocketError.Success)
            {
                throw new SocketException((int)error);
            }
        }

        return sent;
    }

    /// <summary>The other side does not keep up: goes on when it does.</summary>
    private async Task SendLaterAsync(int sent)
    {
        try
        {
            do
            {
                while (sent < leaving.Length)
                {
                    sent += await socket.SendAsync(leaving.Written[sent..], SocketFlags.None).ConfigureAwait(false);
                }

                sent = 0;
            }
            while (TakeWaiting());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            failed(exception);
        }
    }
}
