using System.Buffers.Binary;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using SharedObjects.Runtime.Tests.Transport.Support;
using SharedObjects.Transport.Endpoints;
using SharedObjects.Transport.Handshake;

namespace SharedObjects.Runtime.Tests.Transport;

/// <summary>Time stands still in these tests unless they move it: whoever is refused is refused at once, not at the deadline.</summary>
public sealed class HandshakeAdversaryTests
{
    private readonly FakeTimeProvider time = new();
    private readonly ManagerKey key = ManagerKey.CreateNew();

    private HandshakeOptions Options => HandshakeOptions.Default with { TimeProvider = time };

    [Fact(Timeout = 60_000)]
    public async Task Random_bytes_are_refused_with_one_refusal()
    {
        var random = new Random(20_25);
        for (var i = 0; i < 200; i++)
        {
            // Half of them know how the protocol begins.
            byte[] noise = [.. i % 2 == 0 ? "SOBJ\r\n\r\n"u8 : [], .. new byte[random.Next(1, 600)]];
            random.NextBytes(noise.AsSpan(i % 2 == 0 ? 8 : 0));
            var (failure, answer) = await SendToServerAsync(noise, TestContext.Current.CancellationToken);
            Assert.True(failure is HandshakeFailure.NotUnderstood or HandshakeFailure.ConnectionLost or HandshakeFailure.NoCommonVersion);
            Assert.True(answer.Length is 0 or (8 + Handshakes.RefusalLength), $"{answer.Length} bytes before authentication");
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_web_client_at_the_managers_door_is_refused_by_its_first_bytes()
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        var server = Handshakes.AsServer(pair.Server.Stream, key, Options, TestContext.Current.CancellationToken);
        await pair.Client.Stream.WriteAsync("G"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal(HandshakeFailure.NotUnderstood, (await server.FailedAsync()).Failure);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_web_server_on_the_path_is_recognised_at_once()
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        var client = Handshakes.AsClient(pair.Client.Stream, key, Options, TestContext.Current.CancellationToken);

        // Like any such server it answers when it has seen an empty line.
        var request = new StringBuilder();
        while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            request.Append((char)(await pair.Server.Stream.ReadAsync(1, TestContext.Current.CancellationToken))[0]);
        }

        await pair.Server.Stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal(ManagerRefusal.NotAManager, (await client.RefusedAsync()).Reason);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_program_that_echoes_is_not_a_manager()
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        var client = Handshakes.AsClient(pair.Client.Stream, key, Options, TestContext.Current.CancellationToken);
        var hello = await pair.Server.Stream.ReadAsync(8 + 4 + 1 + 36, TestContext.Current.CancellationToken);
        await pair.Server.Stream.WriteAsync(hello, TestContext.Current.CancellationToken);
        Assert.Equal(ManagerRefusal.NotAManager, (await client.RefusedAsync()).Reason);
    }

    [Fact(Timeout = 30_000)]
    public async Task Two_clients_do_not_take_each_other_for_a_manager()
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        var one = Handshakes.AsClient(pair.Client.Stream, key, Options, TestContext.Current.CancellationToken);
        var other = Handshakes.AsClient(pair.Server.Stream, key, Options, TestContext.Current.CancellationToken);
        Assert.Equal(ManagerRefusal.NotAManager, (await one.RefusedAsync()).Reason);
        Assert.Equal(ManagerRefusal.NotAManager, (await other.RefusedAsync()).Reason);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_replayed_conversation_does_not_pass()
    {
        var (fromClient, _) = await RecordAsync(TestContext.Current.CancellationToken);
        var (failure, answer) = await SendToServerAsync(fromClient, TestContext.Current.CancellationToken);
        Assert.Equal(HandshakeFailure.WrongKey, failure);
        Assert.Equal(Handshakes.ServerHelloLength + Handshakes.RefusalLength, answer.Length);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_replayed_server_does_not_pass()
    {
        var (_, fromServer) = await RecordAsync(TestContext.Current.CancellationToken);
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        await pair.Server.Stream.WriteAsync(fromServer, TestContext.Current.CancellationToken);
        var refusal = await Handshakes.AsClient(pair.Client.Stream, key, Options, TestContext.Current.CancellationToken).RefusedAsync();
        Assert.Equal(ManagerRefusal.WrongKey, refusal.Reason);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_clients_own_proof_reflected_does_not_pass_for_the_servers()
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        var client = Handshakes.AsClient(pair.Client.Stream, key, Options, TestContext.Current.CancellationToken);
        var rogue = pair.Server.Stream;

        var hello = await rogue.ReadAsync(8 + 4 + 1 + 36, TestContext.Current.CancellationToken);
        byte[] answer = [.. hello.AsSpan(..8), .. Frame(FrameKind.ServerHello, [0, 1, .. hello.AsSpan(^32..)])];
        await rogue.WriteAsync(answer, TestContext.Current.CancellationToken);
        var proof = await rogue.ReadAsync(4 + 1 + 32, TestContext.Current.CancellationToken);
        await rogue.WriteAsync(Frame(FrameKind.ServerProof, proof.AsSpan(5..)), TestContext.Current.CancellationToken);

        Assert.Equal(ManagerRefusal.WrongKey, (await client.RefusedAsync()).Reason);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_servers_own_proof_reflected_does_not_pass_for_a_clients()
    {
        var (fromClient, fromServer) = await RecordAsync(TestContext.Current.CancellationToken);
        var hello = fromClient.AsSpan(..(8 + 4 + 1 + 36));
        var serverProof = fromServer.AsSpan(Handshakes.ServerHelloLength + 5, 32);
        var (failure, _) = await SendToServerAsync([.. hello, .. Frame(FrameKind.ClientProof, serverProof)], TestContext.Current.CancellationToken);
        Assert.Equal(HandshakeFailure.WrongKey, failure);
    }

    [Fact]
    public void One_sides_code_never_equals_the_others()
    {
        // The frames differ too; this is the label alone.
        var transcript = new Transcript();
        transcript.Append([1, 2, 3]);
        var code = new byte[Transcript.CodeLength];
        transcript.Authenticate(key, HandshakeRole.Client, 1, code);
        Assert.True(transcript.IsAuthentic(code, key, HandshakeRole.Client, 1));
        Assert.False(transcript.IsAuthentic(code, key, HandshakeRole.Server, 1));
        Assert.False(transcript.IsAuthentic(code, key, HandshakeRole.Client, 2));
        transcript.Append([4]);
        Assert.False(transcript.IsAuthentic(code, key, HandshakeRole.Client, 1));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_conversation_cut_at_any_byte_fails_on_both_sides_at_once()
    {
        var (fromClient, fromServer) = await RecordAsync(TestContext.Current.CancellationToken);
        for (var cutAt = 0; cutAt < fromClient.Length; cutAt++)
        {
            using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
            var server = Handshakes.AsServer(pair.Server.Stream, key, Options, TestContext.Current.CancellationToken);
            var client = Handshakes.AsClient(new TamperingStream(pair.Client.Stream, cutAt), key, Options, TestContext.Current.CancellationToken);
            Assert.Equal(ManagerRefusal.Unreachable, (await client.RefusedAsync()).Reason);
            Assert.Equal(HandshakeFailure.ConnectionLost, (await server.FailedAsync()).Failure);
        }

        for (var cutAt = 0; cutAt < fromServer.Length; cutAt++)
        {
            using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
            _ = Handshakes.AsServer(new TamperingStream(pair.Server.Stream, cutAt), key, Options, TestContext.Current.CancellationToken);
            var client = Handshakes.AsClient(pair.Client.Stream, key, Options, TestContext.Current.CancellationToken);
            Assert.Equal(ManagerRefusal.Unreachable, (await client.RefusedAsync()).Reason);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task No_byte_can_be_changed_on_the_way()
    {
        var (fromClient, fromServer) = await RecordAsync(TestContext.Current.CancellationToken);
        for (var flipAt = 0; flipAt < fromClient.Length; flipAt++)
        {
            using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
            var server = Handshakes.AsServer(pair.Server.Stream, key, Options, TestContext.Current.CancellationToken);
            var client = Handshakes.AsClient(new TamperingStream(pair.Client.Stream, flipAt: flipAt), key, Options, TestContext.Current.CancellationToken);
            await LetWaitIfLengthAsync(fromClient, flipAt, Task.WhenAll(server, client));
            await server.FailedAsync();
            await client.RefusedAsync();
        }

        for (var flipAt = 0; flipAt < fromServer.Length; flipAt++)
        {
            using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
            _ = Handshakes.AsServer(new TamperingStream(pair.Server.Stream, flipAt: flipAt), key, Options, TestContext.Current.CancellationToken);
            var client = Handshakes.AsClient(pair.Client.Stream, key, Options, TestContext.Current.CancellationToken);
            await LetWaitIfLengthAsync(fromServer, flipAt, client);
            await client.RefusedAsync();
        }
    }

    [Theory(Timeout = 30_000)]
    [InlineData(0x7fffffff)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(257)]
    [InlineData(0)]
    public async Task A_length_nobody_may_claim_is_refused_before_the_rest_comes(int length)
    {
        var claim = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(claim, length);
        byte[] bytes = [.. "SOBJ\r\n\r\n"u8, .. claim];

        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        var server = Handshakes.AsServer(pair.Server.Stream, key, Options, TestContext.Current.CancellationToken);
        await pair.Client.Stream.WriteAsync(bytes, TestContext.Current.CancellationToken);
        Assert.Equal(HandshakeFailure.NotUnderstood, (await server.FailedAsync()).Failure);

        using var other = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        await other.Server.Stream.WriteAsync(bytes, TestContext.Current.CancellationToken);
        var client = Handshakes.AsClient(other.Client.Stream, key, Options, TestContext.Current.CancellationToken);
        Assert.Equal(ManagerRefusal.NotAManager, (await client.RefusedAsync()).Reason);
    }

    [Fact]
    public void A_large_claim_allocates_nothing()
    {
        byte[] bytes = [.. "SOBJ\r\n\r\n"u8, 0x7f, 0xff, 0xff, 0xff];
        Refuse(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refuse(bytes);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);

        // Everything completes at once on this stream, so all of it is allocated on this thread.
        void Refuse(byte[] input)
        {
            var server = Handshakes.AsServer(new CannedStream(input), key, Options, CancellationToken.None);
            Assert.True(server.IsFaulted);
        }
    }

    [Theory(Timeout = 30_000)]
    [InlineData(0, 1)]
    [InlineData(3, 2)]
    [InlineData(0, 0)]
    public async Task A_version_range_that_is_none_is_not_understood(byte lowest, byte highest)
    {
        byte[] hello = [.. "SOBJ\r\n\r\n"u8, .. Frame(FrameKind.ClientHello, [0, lowest, 0, highest, .. new byte[32]])];
        var (failure, _) = await SendToServerAsync(hello, TestContext.Current.CancellationToken);
        Assert.Equal(HandshakeFailure.NotUnderstood, failure);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_server_that_chooses_what_was_not_offered_is_not_a_manager()
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        byte[] hello = [.. "SOBJ\r\n\r\n"u8, .. Frame(FrameKind.ServerHello, [0, 9, .. new byte[32]])];
        await pair.Server.Stream.WriteAsync(hello, TestContext.Current.CancellationToken);
        var client = Handshakes.AsClient(pair.Client.Stream, key, Options, TestContext.Current.CancellationToken);
        Assert.Equal(ManagerRefusal.NotAManager, (await client.RefusedAsync()).Reason);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_hello_of_a_later_version_may_be_longer()
    {
        byte[] hello = [.. "SOBJ\r\n\r\n"u8, .. Frame(FrameKind.ClientHello, [0, 1, 0, 9, .. new byte[32 + 100]])];
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        var server = Handshakes.AsServer(pair.Server.Stream, key, Options, TestContext.Current.CancellationToken);
        await pair.Client.Stream.WriteAsync(hello, TestContext.Current.CancellationToken);
        var answer = await pair.Client.Stream.ReadAsync(Handshakes.ServerHelloLength, TestContext.Current.CancellationToken);
        Assert.Equal((byte)FrameKind.ServerHello, answer[12]);
        pair.Client.Dispose();
        await server.FailedAsync();
    }

    private static byte[] Frame(FrameKind kind, ReadOnlySpan<byte> body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length + 1);
        return [.. length, (byte)kind, .. body];
    }

    /// <summary>A length that claims more than there is makes the reader wait until the deadline; for any other byte time stands still.</summary>
    private async Task LetWaitIfLengthAsync(byte[] conversation, int flipAt, Task handshakes)
    {
        for (var frame = 8; frame < conversation.Length; frame += 4 + BinaryPrimitives.ReadInt32BigEndian(conversation.AsSpan(frame)))
        {
            if (flipAt >= frame && flipAt < frame + 4)
            {
                await time.AdvanceUntilAsync(TimeSpan.FromMilliseconds(1), handshakes);
            }
        }
    }

    /// <summary>What each side writes when all is well.</summary>
    private async Task<(byte[] Client, byte[] Server)> RecordAsync(CancellationToken cancellationToken)
    {
        using var pair = await SocketPair.CreateAsync(cancellationToken);
        var atServer = new TamperingStream(pair.Server.Stream);
        var atClient = new TamperingStream(pair.Client.Stream);
        var server = Handshakes.AsServer(atServer, key, Options, cancellationToken);
        await Handshakes.AsClient(atClient, key, Options, cancellationToken);
        await server;
        return (atClient.Written, atServer.Written);
    }

    /// <summary>Sends bytes to a server and nothing more; what it makes of them, and everything it says.</summary>
    private async Task<(HandshakeFailure Failure, byte[] Answer)> SendToServerAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        using var pair = await SocketPair.CreateAsync(cancellationToken);
        var server = Handshakes.AsServer(pair.Server.Stream, key, Options, cancellationToken);
        await pair.Client.Stream.WriteAsync(bytes, cancellationToken);
        pair.Client.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        var answer = await pair.Client.Stream.ReadToEndAsync(cancellationToken);
        return ((await server.FailedAsync()).Failure, answer);
    }
}
