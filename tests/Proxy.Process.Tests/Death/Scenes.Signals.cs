namespace SharedObjects.Process.Tests.Death;

// Events, latches, barriers, values and counters: what was said stays said, and nobody waits for one that is gone.
internal static partial class Scenes
{
    private static IEnumerable<Scene> SignalsUsed() =>
    [
        new HoldingScene<ISharedEvent>("an event it set", static manager => manager.EventAsync(), static async signal =>
        {
            await signal.SetAsync();
            return signal;
        },
        static async signal =>
        {
            Assert.True(signal.IsSet);
            await signal.WaitAsync(Token);
        }),
        new HoldingScene<ISharedLatch>("a latch it counted down", static manager => manager.LatchAsync(2), static async latch => await latch.SignalAsync(), static async latch =>
        {
            Assert.Equal(1, latch.CurrentCount);
            Assert.True(await latch.SignalAsync(cancellationToken: Token));
        }),
        new HoldingScene<ISharedBarrier>("membership of a barrier", static manager => manager.BarrierAsync(2), static async barrier => await barrier.JoinAsync(), static barrier => BrokenAsync(barrier)),
        new HoldingScene<ISharedCounter>("a counter it raised", static manager => manager.CounterAsync(), static async counter => await counter.AddAsync(5), static async counter =>
            Assert.Equal(6, await counter.AddAsync(1, Token))),
        new HoldingScene<ISharedValue<int>>("a value it set", static manager => manager.ValueAsync(1), static async value => await value.AddAsync(1), static async value =>
            Assert.Equal((true, 2), await value.CompareExchangeAsync(3, 2, Token))),
    ];

    private static IEnumerable<Scene> SignalsAwaited() =>
    [
        new WaitingScene<ISharedEvent, bool>(
            "an event",
            static async manager => (await manager.EventAsync(cancellationToken: Token), false),
            static signal => Begun(signal.WaitAsync()),
            static async (signal, _) => await signal.SetAsync(Token),
            static async (signal, _, granted) =>
            {
                Assert.Equal(granted, signal.IsSet);
                await signal.SetAsync(Token);
                await signal.WaitAsync(Token);
            }),
        new WaitingScene<ISharedLatch, bool>(
            "a latch",
            static async manager => (await manager.LatchAsync(1, Token), false),
            static latch => Begun(latch.WaitAsync()),
            static async (latch, _) => await latch.SignalAsync(cancellationToken: Token),
            static async (latch, _, granted) =>
            {
                Assert.Equal(granted ? 0 : 1, latch.CurrentCount);
                await latch.ResetAsync(Token);
                Assert.True(await latch.SignalAsync(cancellationToken: Token));
            }),
        new WaitingScene<ISharedBarrier, bool>(
            "a barrier",
            static async manager => (await manager.BarrierAsync(2, Token), false),
            static barrier => Begun(barrier.SignalAndWaitAsync()),
            static async (barrier, _) => Assert.Equal(1, await barrier.SignalAndWaitAsync(Token)),
            static async (barrier, _, granted) =>
            {
                // A phase lets all pass or none: one that died when it had passed breaks nothing.
                Assert.Equal((granted ? 1 : 0, !granted), (barrier.CurrentPhaseNumber, barrier.IsBroken));
                if (!granted)
                {
                    await BrokenAsync(barrier);
                }
            }),
        new WaitingScene<ISharedValue<int>, bool>(
            "a change of a value",
            static async manager => (await manager.ValueAsync(1, Token), false),
            static async value =>
            {
                var (_, version) = await value.GetWithVersionAsync();
                return value.WaitForChangeAsync(version).AsTask();
            },
            static async (value, _) => await value.SetAsync(2, Token),
            static async (value, _, granted) => Assert.Equal((granted ? 2 : 1, granted ? 1 : 0), await value.GetWithVersionAsync(Token))),
    ];

    /// <summary>All others are told, and after a reset as many as there are participants pass.</summary>
    private static async Task BrokenAsync(ISharedBarrier barrier)
    {
        Assert.True(barrier.IsBroken);
        await Assert.ThrowsAsync<BrokenBarrierException>(async () => await barrier.SignalAndWaitAsync(Token));
        await barrier.ResetAsync(Token);
        var first = barrier.SignalAndWaitAsync(Token).AsTask();
        var indexes = await Task.WhenAll(first, barrier.SignalAndWaitAsync(Token).AsTask());
        Assert.Equal([0, 1], indexes);
    }
}
