using Microsoft.Extensions.Time.Testing;
using SharedObjects.Transport.Handshake;

namespace SharedObjects.Runtime.Tests.Transport;

public sealed class PendingHandshakesTests
{
    private readonly FakeTimeProvider time = new();

    [Fact(Timeout = 30_000)]
    public async Task The_oldest_makes_room_when_its_time_is_over_and_not_before()
    {
        using var pending = Create(places: 2);
        var oldest = await pending.EnterAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMilliseconds(100));
        using var younger = await pending.EnterAsync(TestContext.Current.CancellationToken);
        var waiting = pending.EnterAsync(TestContext.Current.CancellationToken).AsTask();

        time.Advance(TimeSpan.FromMilliseconds(149));
        Assert.False(oldest.Token.IsCancellationRequested);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(oldest.Token.IsCancellationRequested);
        Assert.False(waiting.IsCompleted);

        oldest.Dispose();
        using var entered = await waiting;
        Assert.False(younger.Token.IsCancellationRequested);
    }

    [Fact(Timeout = 30_000)]
    public async Task One_that_ends_lets_the_next_in_and_nobody_is_cut()
    {
        using var pending = Create(places: 2);
        using var first = await pending.EnterAsync(TestContext.Current.CancellationToken);
        var second = await pending.EnterAsync(TestContext.Current.CancellationToken);
        var waiting = pending.EnterAsync(TestContext.Current.CancellationToken).AsTask();
        second.Dispose();
        using var third = await waiting;
        time.Advance(TimeSpan.FromHours(1));
        Assert.False(first.Token.IsCancellationRequested);
    }

    private PendingHandshakes Create(int places) => new(HandshakeOptions.Default with { MaxPending = places, TimeProvider = time });
}
