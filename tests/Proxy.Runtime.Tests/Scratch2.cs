using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using SharedObjects.Calls.Encoding;
using SharedObjects.Client;
using SharedObjects.Hosting;
using SharedObjects.Transport;
using SharedObjects.Transport.JsonRpc;
using SharedObjects.Generated.SharedObjects;
using SharedObjects.Server;
namespace SharedObjects.Runtime.Tests;
public sealed class Scratch2
{
    [Fact(Timeout = 60000)]
    public async Task Q()
    {
        await using var server = ManagerHost.Create(null, TimeProvider.System, new ValueSerializer(null), NullLogger.Instance);
        using var l = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var path = Path.GetTempFileName(); File.Delete(path);
        l.Bind(new UnixDomainSocketEndPoint(path)); l.Listen();
        using var c = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        c.Connect(new UnixDomainSocketEndPoint(path));
        using var a = l.Accept();
        var id = Guid.NewGuid();
        var session = server.OpenSession(ManagerServer.CallerOf(id, 1), true);
        using var service = new JsonRpcService(new DuplexPipe(new NetworkStream(a)), session, FrameLimit.Default);
        var client = new ClientSession(new JsonRpcChannel(new DuplexPipe(new NetworkStream(c)), new SessionWelcome(id, server.Home, FrameLimit.Default), null), new ValueSerializer(null));
        var q = new SharedQueueProxy<(int, double)>(await client.CreateAsync<ISharedQueue<(int, double)>, int?>(null, default));
        var g = q.GetAsync(default).AsTask();
        await q.PutAsync((3, 2.5), default);
        Assert.Equal((3, 2.5), await g);
        Assert.Equal(0, q.Count);
        using var cts = new CancellationTokenSource();
        var w = q.GetAsync(cts.Token).AsTask();
        cts.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => w);
        for (int r = 0; r < 6; r++)
        {
            var a0 = GC.GetTotalAllocatedBytes(); var s = Stopwatch.GetTimestamp();
            for (int i = 0; i < 20000; i++) await q.PutAsync((3, 2.5), default);
            var el = Stopwatch.GetElapsedTime(s);
            Console.WriteLine($"put {el.TotalMicroseconds / 20000:F1} us, {(GC.GetTotalAllocatedBytes() - a0) / 20000} B");
            a0 = GC.GetTotalAllocatedBytes(); s = Stopwatch.GetTimestamp();
            for (int i = 0; i < 20000; i++) await q.GetAsync(default);
            el = Stopwatch.GetElapsedTime(s);
            Console.WriteLine($"get {el.TotalMicroseconds / 20000:F1} us, {(GC.GetTotalAllocatedBytes() - a0) / 20000} B");
        }
        await client.DisposeAsync();
        File.Delete(path);
    }
}
