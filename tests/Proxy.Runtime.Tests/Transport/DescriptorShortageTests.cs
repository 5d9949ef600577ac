using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Time.Testing;
using SharedObjects.Runtime.Tests.Transport.Support;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Runtime.Tests.Transport;

/// <summary>Takes the file descriptors from the whole process, so it runs while nothing else does.</summary>
[Collection(nameof(DescriptorShortageTests))]
[CollectionDefinition(nameof(DescriptorShortageTests), DisableParallelization = true)]
public sealed partial class DescriptorShortageTests
{
    [Fact(Timeout = 30_000)]
    public async Task Accepting_survives_a_lack_of_file_descriptors()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The numbers are Linux's.");
        var time = new FakeTimeProvider();
        var logger = new RecordingLogger();
        using var directory = PrivateDirectory.Create("manager");
        using var listener = UnixSocketListener.Listen(new UnixSocketEndpoint(Path.Combine(directory.FullPath, "manager")), logger, time);

        // What the runtime loads at the first use of all this must be loaded before there is nothing to open it with.
        new RefusalLog(logger, time).AcceptFailed(new SocketException((int)SocketError.TooManyOpenSockets));
        await logger.NextAsync();
        using (await ConnectAsync(listener))
        using (await listener.AcceptAsync(TestContext.Current.CancellationToken))
        {
        }

        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var accepting = listener.AcceptAsync(TestContext.Current.CancellationToken).AsTask();
        _ = GetLimit(OpenFiles, out var limit);
        _ = SetLimit(OpenFiles, limit with { Soft = 0 });
        try
        {
            client.Connect(new UnixDomainSocketEndPoint(listener.Endpoint.Path));
            var line = logger.NextAsync().AsTask();
            Assert.Same(line, await Task.WhenAny(accepting, line));
            Assert.Contains("accepting goes on", await line, StringComparison.Ordinal);
        }
        finally
        {
            _ = SetLimit(OpenFiles, limit);
        }

        await time.AdvanceUntilAsync(TimeSpan.FromMilliseconds(50), accepting);
        (await accepting).Dispose();
    }

    private const int OpenFiles = 7;

    private static async Task<Socket> ConnectAsync(UnixSocketListener listener)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(listener.Endpoint.Path), TestContext.Current.CancellationToken);
        return socket;
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    private record struct Limit(ulong Soft, ulong Hard);
}
