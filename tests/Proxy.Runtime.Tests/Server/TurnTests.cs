using System.Collections.Concurrent;
using SharedObjects.Client;
using SharedObjects.Hosting;
using SharedObjects.Runtime.Tests.Support;

namespace SharedObjects.Runtime.Tests.Server;

public sealed class TurnTests
{
    private const int Hang = 60_000;
    private const int Calls = 200;

    [Theory(Timeout = Hang)]
    [InlineData(TurnMode.Interleaving)]
    [InlineData(TurnMode.Exclusive)]
    public async Task Two_threads_are_never_inside_at_once(TurnMode mode)
    {
        var inside = 0;
        var meetings = 0;
        await RunAsync(mode, async (_, _) =>
        {
            for (var step = 0; step < 5; step++)
            {
                meetings += Interlocked.Increment(ref inside) == 1 ? 0 : 1;
                Thread.SpinWait(50);
                Interlocked.Decrement(ref inside);
                await Task.Yield();
            }

            return 0;
        });
        Assert.Equal(0, meetings);
    }

    [Fact(Timeout = Hang)]
    public async Task Others_enter_while_an_interleaving_call_awaits()
    {
        var entered = new TaskCompletionSource();
        await RunAsync(TurnMode.Interleaving, async (number, _) =>
        {
            if (number == 1)
            {
                entered.SetResult();
            }

            await entered.Task;
            return 0;
        });
    }

    [Fact(Timeout = Hang)]
    public async Task Nobody_enters_while_an_exclusive_call_awaits()
    {
        var calls = 0;
        var meetings = 0;
        await RunAsync(TurnMode.Exclusive, async (_, _) =>
        {
            meetings += calls++ == 0 ? 0 : 1;
            await Task.Yield();
            await Task.Run(static () => { }, CancellationToken.None);
            calls--;
            return 0;
        });
        Assert.Equal(0, meetings);
    }

    [Fact(Timeout = Hang)]
    public async Task Concurrent_calls_are_inside_together()
    {
        using var all = new CountdownEvent(2);
        await RunAsync(
            TurnMode.Concurrent,
            (_, _) =>
            {
                all.Signal();
                all.Wait(TestContext.Current.CancellationToken);
                return Task.FromResult(0);
            },
            calls: 2);
    }

    [Theory(Timeout = Hang)]
    [InlineData(TurnMode.Interleaving)]
    [InlineData(TurnMode.Exclusive)]
    public async Task Calls_begin_in_the_order_in_which_they_were_made(TurnMode mode)
    {
        var begun = new ConcurrentQueue<int>();
        await RunAsync(mode, async (number, _) =>
        {
            begun.Enqueue(number);
            await Task.Yield();
            return 0;
        });
        Assert.Equal(Enumerable.Range(0, Calls), begun);
    }

    [Fact(Timeout = Hang)]
    public async Task A_failed_exclusive_call_lets_the_next_begin()
    {
        var (client, _) = Host<IExclusiveProbe>(static (number, _) => number == 0 ? throw new FormatException() : Task.FromResult(number));
        await using (client)
        {
            var probe = await client.CreateAsync<IExclusiveProbe>();
            var first = probe.RunAsync(0, TestContext.Current.CancellationToken).AsTask();
            var second = probe.RunAsync(1, TestContext.Current.CancellationToken).AsTask();
            await Assert.ThrowsAsync<FormatException>(() => first);
            Assert.Equal(1, await second);
        }
    }

    [Fact(Timeout = Hang)]
    public async Task A_token_is_cancelled_on_the_turn()
    {
        var meetings = 0;
        var inside = 0;
        using var cancellation = new CancellationTokenSource();
        var (client, _) = Host<IInterleavingProbe>(async (number, token) =>
        {
            if (number == 0)
            {
                var cancelled = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
                using var registration = token.UnsafeRegister(
                    _ =>
                    {
                        meetings += Volatile.Read(ref inside);
                        cancelled.SetResult(number);
                    },
                    null);
                return await cancelled.Task;
            }

            Volatile.Write(ref inside, 1);
            var cancel = cancellation.CancelAsync();
            SpinWait.SpinUntil(() => cancel.IsCompleted);
            Thread.SpinWait(10_000);
            Volatile.Write(ref inside, 0);
            await cancel;
            return number;
        });
        await using (client)
        {
            var probe = await client.CreateAsync<IInterleavingProbe>();
            var waiting = probe.RunAsync(0, cancellation.Token).AsTask();
            Assert.Equal(1, await probe.RunAsync(1, TestContext.Current.CancellationToken));
            Assert.Equal(0, await waiting);
        }

        Assert.Equal(0, meetings);
    }

    private static async Task RunAsync(TurnMode mode, Func<int, CancellationToken, Task<int>> script, int calls = Calls)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Func<int, ValueTask<int>> run;
        ClientSession client;
        switch (mode)
        {
            case TurnMode.Interleaving:
                (client, _) = Host<IInterleavingProbe>(script);
                var interleaving = await client.CreateAsync<IInterleavingProbe>();
                run = number => interleaving.RunAsync(number, cancellationToken);
                break;
            case TurnMode.Exclusive:
                (client, _) = Host<IExclusiveProbe>(script);
                var exclusive = await client.CreateAsync<IExclusiveProbe>();
                run = number => exclusive.RunAsync(number, cancellationToken);
                break;
            default:
                (client, _) = Host<IConcurrentProbe>(script);
                var concurrent = await client.CreateAsync<IConcurrentProbe>();
                run = number => concurrent.RunAsync(number, cancellationToken);
                break;
        }

        await using (client)
        {
            await Task.WhenAll(Enumerable.Range(0, calls).Select(number => run(number).AsTask()).ToArray());
        }
    }

    private static (ClientSession Client, ProbeReferent Referent) Host<TProbe>(Func<int, CancellationToken, Task<int>> script)
        where TProbe : class
    {
        var referent = new ProbeReferent(script);
        var server = ManagerHost.Create(
            builder => builder.Register(() => (TProbe)(object)referent),
            TimeProvider.System,
            SharedObjects.Calls.Encoding.ValueSerializer.Default,
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        return (ManagerHost.Connect(server), referent);
    }
}
