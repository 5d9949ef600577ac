using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using SharedObjects.Benchmarks.Python;
using SharedObjects.Calls;
using SharedObjects.Calls.Encoding;
using SharedObjects.Client;
using SharedObjects.Hosting;
using SharedObjects.Server;
using SharedObjects.Transport;
using SharedObjects.Transport.Channels;
using SharedObjects.Transport.JsonRpc;

namespace SharedObjects.Benchmarks.Calls;

/// <summary>One call, four ways.</summary>
internal static class CallBenchmark
{
    public static async Task RunAsync()
    {
        using var directory = new TemporaryDirectory();
        var rows = new List<Measurement>
        {
            await EchoAsync(directory.PathOf("echo")),
            await BareAsync(directory.PathOf("bare")),
            await ProxiedAsync(),
        };
        if (await PythonScript.RunAsync("calls.py") is [var median, var perSecond])
        {
            rows.Add(new Measurement("Python multiprocessing.Manager, proxied call", median, perSecond, null));
        }

        Report(rows);
    }

    private static async Task<Measurement> EchoAsync(string path)
    {
        await using var server = WorkerProcess.Start(Servers.EchoAsync, path);
        using var socket = await ConnectAsync(path);
        var buffer = new byte[EchoServer.MessageLength];
        var (median, perSecond) = await Measurement.OfAsync(
            async () =>
            {
                await socket.SendAsync(buffer, SocketFlags.None);
                await socket.ReceiveAsync(buffer, SocketFlags.None);
            },
            concurrent: false);
        return new Measurement("bare Unix-socket ping-pong", median, perSecond, null);
    }

    private static async Task<Measurement> BareAsync(string path)
    {
        await using var server = WorkerProcess.Start(Servers.BareAsync, path);
        using var rpc = BareServer.Create(await ConnectAsync(path));
        rpc.StartListening();
        var (median, perSecond) = await Measurement.OfAsync(() => CallAsync(rpc));

        var (near, far) = await PairAsync(path + "2");
        var serving = BareServer.ServeAsync(far);
        var local = BareServer.Create(near);
        local.StartListening();
        var allocated = await Measurement.AllocationOfAsync(() => CallAsync(local));
        local.Dispose();
        near.Dispose();
        await serving;
        return new Measurement("bare StreamJsonRpc call, same formatter", median, perSecond, allocated);
    }

    private static async Task<Measurement> ProxiedAsync()
    {
        await using var manager = await SharedManager.StartAsync();
        var queue = await manager.QueueAsync<(int, double)>();
        var (median, perSecond) = await Measurement.OfAsync(PutAndTakeAlternately(queue));

        using var directory = new TemporaryDirectory();
        await using var server = ManagerHost.Create(null, TimeProvider.System, ValueSerializer.Default, NullLogger.Instance);
        var (near, far) = await PairAsync(directory.PathOf("pair"));
        var welcome = new SessionWelcome(Guid.NewGuid(), server.Home, FrameLimit.Default, ContractVersion.Of(server.Root.Contract), TimeToLive.Default);
        using var service = new JsonRpcService(
            new DuplexPipe(new NetworkStream(far, ownsSocket: true)),
            server.OpenSession(ManagerServer.CallerOf(welcome.Session, Environment.ProcessId), repliesHere: true),
            FrameLimit.Default);
        var channel = new SocketChannel(near, welcome, near);
        await using var session = new ClientSession(channel, ValueSerializer.Default, address: null);
        var local = Contract.Of<ISharedQueue<(int, double)>>().CreateProxy<ISharedQueue<(int, double)>>(
            await session.CreateAsync<ISharedQueue<(int, double)>, (int, int, long)>(default, CancellationToken.None));
        var allocated = await Measurement.AllocationOfAsync(PutAndTakeAlternately(local));
        return new Measurement("proxied call (queue put, queue get)", median, perSecond, allocated);
    }

    private static Func<Task> PutAndTakeAlternately(ISharedQueue<(int, double)> queue)
    {
        var calls = 0;
        return async () =>
        {
            if ((Interlocked.Increment(ref calls) & 1) == 1)
            {
                await queue.PutAsync((3, 2.5));
            }
            else
            {
                await queue.GetAsync();
            }
        };
    }

    private static async Task CallAsync(StreamJsonRpc.JsonRpc rpc)
    {
        using var call = CallFrame.Rent();
        call.WriteValue((3, 2.5), Codec.Value<(int, double)>());
        using var reply = await rpc.InvokeWithCancellationAsync<ReplyFrame>(Envelope.CallMethod, new object?[] { call }, CancellationToken.None);
    }

    private static async Task<Socket> ConnectAsync(string path)
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
                return socket;
            }
            catch (SocketException)
            {
                // The server's process is still starting.
                socket.Dispose();
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }

    private static async Task<(Socket Near, Socket Far)> PairAsync(string path)
    {
        using var listener = Servers.Listen(path);
        var near = await ConnectAsync(path);
        return (near, await listener.AcceptAsync());
    }

    private static void Report(List<Measurement> rows)
    {
        var bare = rows[1];
        Console.WriteLine($"{"one call",-46} {"p50",9} {"calls/s",10} {"B/call",8} {"p50 / bare",11} {"calls/s / bare",15}");
        foreach (var row in rows)
        {
            Console.WriteLine($"{row.Name,-46} {row.Median,6:F1} µs {row.PerSecond,10:F0} {row.Allocated,8:F0} {row.Median / bare.Median,11:F2} {row.PerSecond / bare.PerSecond,15:F2}");
        }

        Console.WriteLine();
    }
}
