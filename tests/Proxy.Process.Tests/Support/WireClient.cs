using System.Buffers.Binary;
using Nerdbank.MessagePack;
using SharedObjects.Calls;
using SharedObjects.Calls.Frames;
using SharedObjects.Client;
using SharedObjects.Transport;
using SharedObjects.Transport.Endpoints;
using SharedObjects.Transport.Handshake;
using SharedObjects.Transport.JsonRpc;

namespace SharedObjects.Process.Tests.Support;

/// <summary>A client that was let in and then sends what it likes: single calls that it never confirms, or bytes that are none.</summary>
internal sealed class WireClient : IDisposable
{
    private readonly ManagerSocket socket;
    private readonly Guid session;
    private long lastSequence;

    private WireClient(ManagerSocket socket)
    {
        this.socket = socket;
        session = SessionWelcome.Decode(socket.Result.Welcome).Session;
    }

    public Stream Stream => socket.Connection.Stream;

    public static Task<WireClient> ConnectAsync(SharedManager manager) => ConnectAsync(manager.Session.Address!);

    /// <summary>Another client of the manager that a proxy's object is in.</summary>
    public static Task<WireClient> ConnectAsync(object proxy) => ConnectAsync(((RemoteHandle)((ManagedProxy)proxy).Handle).Session.Address!);

    private static async Task<WireClient> ConnectAsync(ManagerAddress address) =>
        new(await ManagerConnector.ConnectAsync(
            address.Endpoint, address.Key, ClientIdentity.OfThisProcess().Encode(), HandshakeOptions.Default, TestContext.Current.CancellationToken));

    /// <summary>Claims the object of another session's proxy for this one.</summary>
    public async Task AttachAsync(object proxy)
    {
        await SendAsync(ObjectReference.ManagerId, Contract.Of<IManagerObject>(), "AttachAsync(System.Int64)", call => call.WriteValue(IdOf(proxy), Codec.Value<long>()));
        using var reply = await ReadReplyAsync();
        Assert.Null(reply.Fault);
    }

    public Task SendAsync<TContract>(TContract proxy, string member)
        where TContract : class => SendAsync(IdOf(proxy), Contract.Of<TContract>(), member, static _ => { });

    /// <summary>The bytes of one frame with a call in it.</summary>
    public byte[] Encode<TContract>(TContract proxy, string member, Action<CallFrame> write)
        where TContract : class => Encode(IdOf(proxy), Contract.Of<TContract>(), member, write);

    /// <inheritdoc cref="Encode{TContract}"/>
    public byte[] Encode(long target, Contract contract, string member, Action<CallFrame> write)
    {
        using var call = CallFrame.Rent();
        call.Session = session;
        call.Sequence = ++lastSequence;
        call.TargetId = target;
        call.Fingerprint = contract.Fingerprint;
        call.Member = contract.Members.ToList().IndexOf(member);
        Assert.True(call.Member >= 0, $"{contract.Name} has no {member}: {string.Join(", ", contract.Members)}");
        write(call);
        var buffer = new FrameBuffer();
        buffer.GetSpan(sizeof(int));
        buffer.Advance(sizeof(int));
        var writer = new MessagePackWriter(buffer);
        Envelope.WriteCallHead(ref writer, call.Sequence, call);
        writer.WriteRaw(call.Body.Written.Span);
        writer.Flush();
        BinaryPrimitives.WriteInt32BigEndian(buffer.At(0, sizeof(int)), buffer.Length - sizeof(int));
        return buffer.Written.ToArray();
    }

    public async Task<ReplyFrame> ReadReplyAsync()
    {
        var header = new byte[sizeof(int)];
        await Stream.ReadExactlyAsync(header, TestContext.Current.CancellationToken);
        var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(header)];
        await Stream.ReadExactlyAsync(frame, TestContext.Current.CancellationToken);
        return Decode(frame);
    }

    /// <summary>Waits until the manager has closed the connection, whatever it still sends.</summary>
    public async Task UntilClosedAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (await Stream.ReadAsync(buffer, TestContext.Current.CancellationToken) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Closed with bytes of ours unread.
        }
    }

    public void Dispose() => socket.Dispose();

    private static long IdOf(object proxy) => ((ManagedProxy)proxy).Handle.Reference.Id;

    private static ReplyFrame Decode(byte[] frame)
    {
        var reader = new MessagePackReader(frame);
        for (var fields = reader.ReadMapHeader(); fields > 0; fields--)
        {
            if (reader.ReadString() == "result")
            {
                var reply = ReplyFrame.Rent();
                ReplyRecord.Read(ref reader, reply);
                return reply;
            }

            reader.Skip(default);
        }

        throw new InvalidDataException("The manager's response has no result.");
    }

    private async Task SendAsync(long target, Contract contract, string member, Action<CallFrame> write) =>
        await Stream.WriteAsync(Encode(target, contract, member, write), TestContext.Current.CancellationToken);
}
