using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SharedObjects.Runtime.Tests.Transport.Support;
using SharedObjects.Transport.Endpoints;
using SharedObjects.Transport.Handshake;

namespace SharedObjects.Runtime.Tests.Transport;

public sealed class ManagerListenerTests
{
    // What a test client sends as far as its hello; no such hello leads anywhere without the key.
    private static readonly byte[] Hello = [.. "SOBJ\r\n\r\n"u8, 0, 0, 0, 37, 1, 0, 1, 0, 1, .. new byte[32]];

    private readonly ManagerKey key = ManagerKey.CreateNew();
    private readonly RecordingLogger logger = new();

    [Fact(Timeout = 30_000)]
    public async Task A_client_with_the_key_comes_in_and_bytes_flow_both_ways()
    {
        await using var listener = Start(HandshakeOptions.Default);
        using var client = await ConnectAsync(listener, TestContext.Current.CancellationToken);
        using var accepted = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        Assert.Equal("worker", Encoding.ASCII.GetString(accepted.Client.Identity.Span));
        Assert.Equal("welcome worker", Encoding.ASCII.GetString(client.Result.Welcome.Span));

        await client.Connection.Stream.WriteAsync("ping"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal("ping"u8.ToArray(), await accepted.Connection.Stream.ReadAsync(4, TestContext.Current.CancellationToken));
        await accepted.Connection.Stream.WriteAsync("pong"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal("pong"u8.ToArray(), await client.Connection.Stream.ReadAsync(4, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 30_000)]
    public async Task Nothing_is_left_behind_and_connections_live_on()
    {
        var listener = Start(HandshakeOptions.Default);
        using var client = await ConnectAsync(listener, TestContext.Current.CancellationToken);
        using var accepted = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        var directory = Path.GetDirectoryName(listener.Endpoint.Path)!;
        Assert.Equal(Permissions.OwnerOnly, Permissions.Get(directory));
        await listener.DisposeAsync();

        Assert.False(Directory.Exists(directory));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await listener.AcceptAsync(TestContext.Current.CancellationToken));
        var refusal = await Assert.ThrowsAsync<ManagerRefusedException>(() => ConnectAsync(listener, TestContext.Current.CancellationToken));
        Assert.Equal(ManagerRefusal.Unreachable, refusal.Reason);
        await client.Connection.Stream.WriteAsync(new byte[] { 7 }, TestContext.Current.CancellationToken);
        Assert.Equal([7], await accepted.Connection.Stream.ReadAsync(1, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 30_000)]
    public async Task Dispose_cuts_a_handshake_under_way_and_a_client_nobody_took()
    {
        var listener = Start(HandshakeOptions.Default with { TimeProvider = new FakeTimeProvider() });
        using var silent = await StallAsync(listener, TestContext.Current.CancellationToken);
        using var untaken = await ConnectAsync(listener, TestContext.Current.CancellationToken);
        await listener.DisposeAsync();
        Assert.Equal(Handshakes.RefusalLength, (await silent.Stream.ReadToEndAsync(TestContext.Current.CancellationToken)).Length);
        Assert.Empty(await untaken.Connection.Stream.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 30_000)]
    public async Task Bad_clients_disturb_no_good_one_and_do_not_fill_the_log()
    {
        var time = new FakeTimeProvider();
        await using var listener = Start(HandshakeOptions.Default with { TimeProvider = time });
        using var wrong = ManagerKey.CreateNew();
        for (var i = 0; i < 50; i++)
        {
            var refusal = await Assert.ThrowsAsync<ManagerRefusedException>(async () => await ManagerConnector.ConnectAsync(
                listener.Endpoint, wrong, default, HandshakeOptions.Default, TestContext.Current.CancellationToken));
            Assert.Equal(ManagerRefusal.WrongKey, refusal.Reason);
        }

        using var client = await ConnectAsync(listener, TestContext.Current.CancellationToken);
        using var accepted = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        Assert.Contains("key", Assert.Single(logger.Lines), StringComparison.Ordinal);
        foreach (var secret in new[] { key, wrong })
        {
            var bytes = new byte[secret.Length];
            secret.CopyTo(bytes);
            Assert.DoesNotContain(Convert.ToHexString(bytes, 0, 4), logger.Lines.First(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void The_log_counts_what_it_leaves_out()
    {
        var time = new FakeTimeProvider();
        var log = new RefusalLog(logger, time);
        for (var i = 0; i < 10; i++)
        {
            log.Refused(null, "of a test");
        }

        time.Advance(TimeSpan.FromSeconds(1));
        log.Refused(null, "of a test");
        Assert.Equal(2, logger.Lines.Count);
        Assert.Contains("9 more", logger.Lines.Last(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task When_it_is_full_the_oldest_is_cut_but_only_after_its_time()
    {
        var time = new FakeTimeProvider();
        await using var listener = Start(HandshakeOptions.Default with { TimeProvider = time, MaxPending = 2 });
        using var first = await StallAsync(listener, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMilliseconds(100));
        using var second = await StallAsync(listener, TestContext.Current.CancellationToken);

        using var third = await UnixSocketConnector.ConnectAsync(listener.Endpoint, TestContext.Current.CancellationToken);
        await third.Stream.WriteAsync(Hello, TestContext.Current.CancellationToken);
        var cut = first.Stream.ReadToEndAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMilliseconds(149));
        Assert.False(cut.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((byte)HandshakeFailure.Busy, (await cut)[5]);
        await third.Stream.ReadAsync(Handshakes.ServerHelloLength, TestContext.Current.CancellationToken);
        Assert.Equal(0, second.Socket.Available);
    }

    [Fact(Timeout = 30_000)]
    public async Task Many_who_stall_cannot_keep_a_client_out()
    {
        await using var listener = Start(HandshakeOptions.Default);
        var stalled = new List<SocketConnection>();
        for (var i = 0; i < 200; i++)
        {
            stalled.Add(await UnixSocketConnector.ConnectAsync(listener.Endpoint, TestContext.Current.CancellationToken));
        }

        // Long before the first of them reaches the deadline, which is when room would be made anyway.
        var options = HandshakeOptions.Default with { Deadline = TimeSpan.FromSeconds(6) };
        using var client = await ManagerConnector.ConnectAsync(listener.Endpoint, key, default, options, TestContext.Current.CancellationToken);
        stalled.ForEach(connection => connection.Dispose());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_crowd_larger_than_the_limit_all_comes_in()
    {
        await using var listener = Start(HandshakeOptions.Default with { MaxPending = 4 });
        var connecting = new Task<ManagerSocket>[100];
        for (var i = 0; i < connecting.Length; i++)
        {
            connecting[i] = Task.Run(() => ConnectAsync(listener, TestContext.Current.CancellationToken));
        }

        foreach (var client in await Task.WhenAll(connecting))
        {
            client.Dispose();
            (await listener.AcceptAsync(TestContext.Current.CancellationToken)).Dispose();
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_busy_manager_is_asked_again_and_given_up_at_the_deadline()
    {
        using var directory = PrivateDirectory.Create("manager");
        var listener = UnixSocketListener.Listen(
            new UnixSocketEndpoint(Path.Combine(directory.FullPath, "manager")), NullLogger.Instance, TimeProvider.System);
        var time = new FakeTimeProvider();
        var connecting = ManagerConnector.ConnectAsync(
            listener.Endpoint, key, default, HandshakeOptions.Default with { TimeProvider = time }, TestContext.Current.CancellationToken).AsTask();

        // Two attempts are turned away; the third is answered by nobody.
        for (var i = 0; i < 2; i++)
        {
            var accepting = listener.AcceptAsync(TestContext.Current.CancellationToken).AsTask();
            await time.AdvanceUntilAsync(TimeSpan.FromTicks(1), accepting);
            using var cancelled = new CancellationTokenSource();
            await cancelled.CancelAsync();
            using var connection = await accepting;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await ServerHandshake.PerformAsync(
                connection.Stream, null, key, _ => default, HandshakeOptions.Default, cancelled.Token));
            time.Advance(TimeSpan.FromMilliseconds(50));
        }

        await time.AdvanceUntilAsync(TimeSpan.FromMilliseconds(10), connecting);
        var refusal = await Assert.ThrowsAsync<ManagerRefusedException>(() => connecting);
        Assert.Equal(ManagerRefusal.Unreachable, refusal.Reason);
        listener.Dispose();
    }

    /// <summary>Connects and stops after the hello was answered: from then on the handshake is surely under way.</summary>
    private static async Task<SocketConnection> StallAsync(ManagerListener listener, CancellationToken cancellationToken)
    {
        var connection = await UnixSocketConnector.ConnectAsync(listener.Endpoint, cancellationToken);
        await connection.Stream.WriteAsync(Hello, cancellationToken);
        await connection.Stream.ReadAsync(Handshakes.ServerHelloLength, cancellationToken);
        return connection;
    }

    private ManagerListener Start(HandshakeOptions options) =>
        ManagerListener.Start(key, client => (byte[])[.. "welcome "u8, .. client.Identity.Span], options, logger);

    private async Task<ManagerSocket> ConnectAsync(ManagerListener listener, CancellationToken cancellationToken) =>
        await ManagerConnector.ConnectAsync(listener.Endpoint, key, "worker"u8.ToArray(), HandshakeOptions.Default, cancellationToken);
}
