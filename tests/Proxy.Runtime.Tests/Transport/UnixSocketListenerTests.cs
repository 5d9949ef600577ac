using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SharedObjects.Runtime.Tests.Transport.Support;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Runtime.Tests.Transport;

public sealed class UnixSocketListenerTests : IDisposable
{
    private const string ConnectAndWaitForTheEnd =
        "my $s = IO::Socket::UNIX->new(Peer => $path) or do { print \"$!\\n\"; exit }; my $n = sysread($s, my $b, 1); print $n ? \"served\\n\" : \"closed\\n\";";

    private const string ListenAndCountBytes =
        "my $l = IO::Socket::UNIX->new(Local => $path, Listen => 1) or die $!; chmod 0777, $path; print \"listening\\n\"; my $s = $l->accept; my $n = sysread($s, my $b, 100); print \"$n bytes\\n\";";

    private readonly PrivateDirectory directory = PrivateDirectory.Create("manager");
    private readonly RecordingLogger logger = new();

    private UnixSocketEndpoint Endpoint => new(Path.Combine(directory.FullPath, "manager"));

    [Fact]
    public void Only_the_owner_can_open_the_socket_file()
    {
        using var listener = UnixSocketListener.Listen(Endpoint, logger, TimeProvider.System);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Permissions.Get(Endpoint.Path));
    }

    [Fact]
    public void The_socket_file_is_gone_after_dispose()
    {
        UnixSocketListener.Listen(Endpoint, logger, TimeProvider.System).Dispose();
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.FullPath));
    }

    [Fact(Timeout = 30_000)]
    public async Task Both_sides_know_the_process_at_the_other_end()
    {
        using var pair = await SocketPair.CreateAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Environment.ProcessId, pair.Client.Peer?.ProcessId);
        Assert.Equal(Environment.ProcessId, pair.Server.Peer?.ProcessId);
        Assert.Equal(UnixFunctions.GetEffectiveUserId(), pair.Server.Peer?.UserId);
    }

    [Fact]
    public void Only_the_same_user_and_root_are_trusted()
    {
        var own = UnixFunctions.GetEffectiveUserId();
        Assert.True(new PeerCredentials(1, own, 1).IsTrusted);
        Assert.True(new PeerCredentials(1, 0, 1).IsTrusted);
        Assert.False(new PeerCredentials(1, own + 1, 0).IsTrusted);
    }

    [Fact(Timeout = 30_000)]
    public async Task Another_user_cannot_reach_the_socket()
    {
        using var listener = UnixSocketListener.Listen(Endpoint, logger, TimeProvider.System);
        using var stranger = Stranger.Run(ConnectAndWaitForTheEnd, Endpoint.Path);
        Assert.Equal("Permission denied", await stranger.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 30_000)]
    public async Task Another_user_who_reached_the_socket_is_turned_away_and_the_next_peer_served()
    {
        using var listener = UnixSocketListener.Listen(Endpoint, logger, TimeProvider.System);
        Permissions.Set(directory.FullPath, Permissions.Everybody);
        Permissions.Set(Endpoint.Path, Permissions.Everybody);
        var accepting = listener.AcceptAsync(TestContext.Current.CancellationToken);

        using var stranger = Stranger.Run(ConnectAndWaitForTheEnd, Endpoint.Path);
        Assert.Equal("closed", await stranger.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Contains($"of user {Stranger.UserId} was refused", await logger.NextAsync(), StringComparison.Ordinal);
        Assert.False(accepting.IsCompleted);

        Permissions.Set(directory.FullPath, Permissions.OwnerOnly);
        using var friend = await UnixSocketConnector.ConnectAsync(Endpoint, TestContext.Current.CancellationToken);
        using var served = await accepting;
        Assert.Equal(Environment.ProcessId, served.Peer?.ProcessId);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_client_tells_a_server_of_another_user_nothing()
    {
        Permissions.Set(directory.FullPath, Permissions.Everybody);
        using var stranger = Stranger.Run(ListenAndCountBytes, Endpoint.Path);
        Assert.Equal("listening", await stranger.ReadLineAsync(TestContext.Current.CancellationToken));
        Permissions.Set(directory.FullPath, Permissions.OwnerOnly);

        var refusal = await Assert.ThrowsAsync<ManagerRefusedException>(
            async () => await UnixSocketConnector.ConnectAsync(Endpoint, TestContext.Current.CancellationToken));
        Assert.Equal(ManagerRefusal.UnsafeEndpoint, refusal.Reason);
        Assert.Contains("65534", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("0 bytes", await stranger.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_client_does_not_enter_a_directory_open_to_others()
    {
        using var listener = UnixSocketListener.Listen(Endpoint, logger, TimeProvider.System);
        Permissions.Set(directory.FullPath, Permissions.Everybody);
        Assert.Equal(ManagerRefusal.UnsafeEndpoint, await RefusalAsync(Endpoint, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 30_000)]
    public async Task Where_nothing_listens_the_manager_is_unreachable()
    {
        Assert.Equal(ManagerRefusal.Unreachable, await RefusalAsync(Endpoint, TestContext.Current.CancellationToken));
        await File.WriteAllTextAsync(Endpoint.Path, "no socket", TestContext.Current.CancellationToken);
        Assert.Equal(ManagerRefusal.Unreachable, await RefusalAsync(Endpoint, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_socket_that_is_in_use_is_not_taken_over()
    {
        using var listener = UnixSocketListener.Listen(Endpoint, logger, TimeProvider.System);
        Assert.Throws<System.Net.Sockets.SocketException>(() => UnixSocketListener.Listen(Endpoint, NullLogger.Instance, TimeProvider.System));
        using var client = await UnixSocketConnector.ConnectAsync(Endpoint, TestContext.Current.CancellationToken);
        using var server = await listener.AcceptAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 30_000)]
    public async Task Dispose_ends_a_waiting_accept()
    {
        var listener = UnixSocketListener.Listen(Endpoint, logger, new FakeTimeProvider());
        var accepting = listener.AcceptAsync(TestContext.Current.CancellationToken).AsTask();
        listener.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => accepting);
        Assert.Empty(logger.Lines);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_cancelled_accept_ends()
    {
        using var listener = UnixSocketListener.Listen(Endpoint, logger, TimeProvider.System);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var accepting = listener.AcceptAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting);
    }

    public void Dispose() => directory.Dispose();

    private static async Task<ManagerRefusal> RefusalAsync(UnixSocketEndpoint endpoint, CancellationToken cancellationToken) =>
        (await Assert.ThrowsAsync<ManagerRefusedException>(
            async () => await UnixSocketConnector.ConnectAsync(endpoint, cancellationToken))).Reason;
}
