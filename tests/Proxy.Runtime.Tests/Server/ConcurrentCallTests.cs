using System.Threading.Tasks.Sources;
using SharedObjects.Calls;
using SharedObjects.Hosting;
using SharedObjects.Runtime.Tests.Support;
using SharedObjects.Server;
using SharedObjects.Server.Turns;

namespace SharedObjects.Runtime.Tests.Server;

/// <summary>Calls of objects that take no turns: other threads may end and cancel them at any moment.</summary>
public sealed class ConcurrentCallTests
{
    private const int Hang = 60_000;

    [Fact(Timeout = Hang)]
    public async Task A_call_that_ends_on_another_thread_as_soon_as_it_is_awaited_could_be_cancelled_until_then()
    {
        using var cancellation = new CancellationTokenSource();
        var awaited = new Awaited(cancellation);
        await using var manager = new TestManager(builder => builder.Register<IAwaited>(() => awaited));
        await using var client = ManagerHost.Connect(manager.Server);
        var shared = await client.CreateAsync<IAwaited>();
        await shared.RunAsync(cancellation.Token);
        Assert.True(awaited.WasCancelled);
    }

    [Fact(Timeout = Hang)]
    public async Task Whoever_asks_first_all_see_the_same_cancellation()
    {
        await using var manager = new TestManager();
        var session = manager.Server.OpenSession(ManagerServer.CallerOf(Guid.NewGuid(), 1), repliesHere: false);
        using var together = new Barrier(3);
        TurnCall call = null!;
        var tokens = new CancellationToken[2];
        var threads = Enumerable.Range(0, tokens.Length).Select(number => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < 2000; i++)
                {
                    together.SignalAndWait();
                    tokens[number] = call.CancellationToken;
                    together.SignalAndWait();
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        var differing = 0;
        for (var i = 0; i < 2000; i++)
        {
            call = TurnCall.Rent(session, manager.Server.Root, CallFrame.Rent(), replyHere: false, CancellationToken.None);
            together.SignalAndWait(TestContext.Current.CancellationToken);
            together.SignalAndWait(TestContext.Current.CancellationToken);
            call.Cancel();
            differing += tokens[0] == tokens[1] && tokens[0].IsCancellationRequested ? 0 : 1;
        }

        await Task.WhenAll(threads);
        Assert.Equal(0, differing);
    }

    /// <summary>A member that ends on another thread, while the one that awaits it is still about to.</summary>
    private sealed class Awaited(CancellationTokenSource cancellation) : IAwaited, IValueTaskSource
    {
        private CancellationToken token;
        private bool hasEnded;

        public bool WasCancelled { get; private set; }

        public ValueTask RunAsync(CancellationToken cancellationToken)
        {
            token = cancellationToken;
            return new(this, 0);
        }

        public ValueTaskSourceStatus GetStatus(short token) => Volatile.Read(ref hasEnded) ? ValueTaskSourceStatus.Succeeded : ValueTaskSourceStatus.Pending;

        public void GetResult(short token)
        {
        }

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        {
            var ending = new Thread(() =>
            {
                cancellation.Cancel();

                // Either is told at once, or never.
                WasCancelled = this.token.WaitHandle.WaitOne(TimeSpan.FromSeconds(10));
                Volatile.Write(ref hasEnded, true);
                continuation(state);
            });
            ending.Start();
            ending.Join();
        }
    }
}
