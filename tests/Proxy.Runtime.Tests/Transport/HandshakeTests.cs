using Microsoft.Extensions.Time.Testing;
using SharedObjects.Runtime.Tests.Transport.Support;
using SharedObjects.Transport.Endpoints;
using SharedObjects.Transport.Handshake;

namespace SharedObjects.Runtime.Tests.Transport;

public sealed class HandshakeTests
{
    private static readonly HandshakeOptions Options = HandshakeOptions.Default with { TimeProvider = new FakeTimeProvider() };

    private readonly ManagerKey key = ManagerKey.CreateNew();

    [Fact(Timeout = 30_000)]
    public async Task With_the_same_key_each_side_learns_what_the_other_has_to_say()
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        var server = ServerHandshake.PerformAsync(
            pair.Server.Stream, pair.Server.Peer, key, _ => Handshakes.Welcome, Options, TestContext.Current.CancellationToken);
        var result = await Handshakes.AsClient(pair.Client.Stream, key, Options, TestContext.Current.CancellationToken);
        var client = await server;

        Assert.Equal(1, result.Version);
        Assert.Equal(Handshakes.Welcome, result.Welcome.ToArray());
        Assert.Equal(1, client.Version);
        Assert.Equal(Handshakes.Identity, client.Identity.ToArray());
        Assert.Equal(Environment.ProcessId, client.Peer?.ProcessId);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_follows_the_handshake_stays_in_the_stream()
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        var early = new TaskCompletionSource();
        var server = Task.Run(
            async () =>
            {
                await Handshakes.AsServer(pair.Server.Stream, key, Options, TestContext.Current.CancellationToken);
                await pair.Server.Stream.WriteAsync(new byte[] { 42 }, TestContext.Current.CancellationToken);
                early.SetResult();
            },
            TestContext.Current.CancellationToken);

        // The client reads its welcome only once the first byte of what follows is in the socket behind it.
        var client = Handshakes.AsClient(new PausingStream(pair.Client.Stream, reads: 7, early.Task), key, Options, TestContext.Current.CancellationToken);
        await client;
        await server;
        Assert.Equal([42], await pair.Client.Stream.ReadAsync(1, TestContext.Current.CancellationToken));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(0)]
    [InlineData(4096)]
    public async Task Identity_and_welcome_may_be_empty_or_as_long_as_allowed(int length)
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        var payload = new byte[length];
        Random.Shared.NextBytes(payload);
        var server = ServerHandshake.PerformAsync(pair.Server.Stream, null, key, client => client.Identity, Options, TestContext.Current.CancellationToken);
        var result = await ClientHandshake.PerformAsync(pair.Client.Stream, key, payload, Options, TestContext.Current.CancellationToken);
        Assert.Equal(payload, (await server).Identity.ToArray());
        Assert.Equal(payload, result.Welcome.ToArray());
    }

    [Fact(Timeout = 30_000)]
    public async Task An_identity_that_is_too_long_is_the_callers_mistake() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await ClientHandshake.PerformAsync(Stream.Null, key, new byte[4097], Options, TestContext.Current.CancellationToken));

    [Fact(Timeout = 30_000)]
    public async Task With_another_key_both_sides_say_so_and_nobody_is_welcomed()
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        using var other = ManagerKey.CreateNew();
        var server = ServerHandshake.PerformAsync(
            pair.Server.Stream,
            null,
            key,
            _ => throw new InvalidOperationException("welcomed without the key"),
            Options,
            TestContext.Current.CancellationToken).AsTask();
        var refusal = await Handshakes.AsClient(pair.Client.Stream, other, Options, TestContext.Current.CancellationToken).RefusedAsync();
        Assert.Equal(ManagerRefusal.WrongKey, refusal.Reason);
        Assert.Equal(HandshakeFailure.WrongKey, (await server.FailedAsync()).Failure);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(1, 1, 1, 3, 1)]
    [InlineData(2, 4, 1, 3, 3)]
    [InlineData(1, 3, 2, 4, 3)]
    [InlineData(1, 9, 4, 5, 5)]
    [InlineData(7, 7, 7, 7, 7)]
    public async Task The_newest_version_both_speak_is_chosen(ushort clientLowest, ushort clientHighest, ushort serverLowest, ushort serverHighest, ushort expected)
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        var server = Handshakes.AsServer(
            pair.Server.Stream, key, Options with { Versions = new ProtocolVersions(serverLowest, serverHighest) }, TestContext.Current.CancellationToken);
        var result = await Handshakes.AsClient(
            pair.Client.Stream, key, Options with { Versions = new ProtocolVersions(clientLowest, clientHighest) }, TestContext.Current.CancellationToken);
        Assert.Equal(expected, result.Version);
        Assert.Equal(expected, (await server).Version);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(1, 2, 3, 5)]
    [InlineData(3, 5, 1, 2)]
    public async Task Versions_that_do_not_meet_are_refused_by_naming_both_ranges(ushort clientLowest, ushort clientHighest, ushort serverLowest, ushort serverHighest)
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        var server = Handshakes.AsServer(
            pair.Server.Stream, key, Options with { Versions = new ProtocolVersions(serverLowest, serverHighest) }, TestContext.Current.CancellationToken);
        var refusal = await Handshakes.AsClient(
            pair.Client.Stream,
            key,
            Options with { Versions = new ProtocolVersions(clientLowest, clientHighest) },
            TestContext.Current.CancellationToken).RefusedAsync();
        var failure = await server.FailedAsync();

        Assert.Equal(ManagerRefusal.ProtocolVersion, refusal.Reason);
        Assert.Equal(HandshakeFailure.NoCommonVersion, failure.Failure);
        Assert.Equal(ManagerRefusal.ProtocolVersion, failure.ToRefusal().Reason);
        foreach (var message in new[] { refusal.Message, failure.Message })
        {
            Assert.Contains("1 to 2", message, StringComparison.Ordinal);
            Assert.Contains("3 to 5", message, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_client_the_application_does_not_want_is_declined()
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        var server = ServerHandshake.PerformAsync(
            pair.Server.Stream, null, key, _ => throw new InvalidOperationException("ending"), Options, TestContext.Current.CancellationToken).AsTask();
        var refusal = await Handshakes.AsClient(pair.Client.Stream, key, Options, TestContext.Current.CancellationToken).RefusedAsync();
        Assert.Equal(ManagerRefusal.Declined, refusal.Reason);
        Assert.DoesNotContain("ending", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ending", (await server.FailedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_welcome_that_is_too_long_declines_the_client()
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        var server = ServerHandshake.PerformAsync(
            pair.Server.Stream, null, key, _ => new byte[4097], Options, TestContext.Current.CancellationToken).AsTask();
        var refusal = await Handshakes.AsClient(pair.Client.Stream, key, Options, TestContext.Current.CancellationToken).RefusedAsync();
        Assert.Equal(ManagerRefusal.Declined, refusal.Reason);
        Assert.Equal(HandshakeFailure.Declined, (await server.FailedAsync()).Failure);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(0)]
    [InlineData(20)]
    public async Task A_client_that_stalls_is_cut_at_the_deadline_and_not_before(int bytesSent)
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        var time = new FakeTimeProvider();
        var server = Handshakes.AsServer(pair.Server.Stream, key, HandshakeOptions.Default with { TimeProvider = time }, TestContext.Current.CancellationToken);
        await pair.Client.Stream.WriteAsync("SOBJ\r\n\r\n\0\0\0\x25\x01\0\x01\0\x01xxxxx"u8.ToArray().AsMemory(..bytesSent), TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(9.999));
        Assert.False(server.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal(HandshakeFailure.TooSlow, (await server.FailedAsync()).Failure);
        Assert.Equal(8 + Handshakes.RefusalLength, (await pair.Client.Stream.ReadToEndAsync(TestContext.Current.CancellationToken)).Length);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_server_that_stalls_is_left_at_the_deadline_and_not_before()
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        var time = new FakeTimeProvider();
        var client = Handshakes.AsClient(pair.Client.Stream, key, HandshakeOptions.Default with { TimeProvider = time }, TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(9.999));
        Assert.False(client.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal(ManagerRefusal.Unreachable, (await client.RefusedAsync()).Reason);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_caller_that_gives_up_is_not_told_of_a_refusal()
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var client = Handshakes.AsClient(pair.Client.Stream, key, Options, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client);
    }
}
