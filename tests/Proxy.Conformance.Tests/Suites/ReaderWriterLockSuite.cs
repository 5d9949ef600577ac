using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Objects.ReaderWriterLock;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedReaderWriterLock"/> promises, whatever is behind it.</summary>
public abstract class ReaderWriterLockSuite(Backend backend)
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task Many_read_or_one_writes() => backend.RunAsync(async () =>
    {
        var mutex = await LockAsync();
        var readers = new[] { await mutex.AcquireReaderAsync(Token), await mutex.AcquireReaderAsync(Token) };
        Assert.Equal(2, mutex.CurrentReadCount);
        Assert.False(mutex.IsWriteLockHeld);
        Assert.Null(await mutex.TryAcquireWriterAsync(cancellationToken: Token));
        var writing = mutex.AcquireWriterAsync(Token).AsTask();
        Assert.Equal(1, mutex.WaitingWriteCount);
        await readers[0].ReleaseAsync();
        Assert.False(writing.IsCompleted);
        await readers[1].DisposeAsync();
        await using (var writer = await writing)
        {
            Assert.True(mutex.IsWriteLockHeld);
            Assert.Equal(0, mutex.CurrentReadCount);
            Assert.True(writer.FencingToken > readers[0].FencingToken);
            Assert.Null(await mutex.TryAcquireReaderAsync(cancellationToken: Token));
            Assert.Null(await mutex.TryAcquireWriterAsync(cancellationToken: Token));
        }

        Assert.False(mutex.IsWriteLockHeld);
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await readers[0].ReleaseAsync());
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await mutex.ReleaseLeaseAsync(readers[0].Number, abandoned: false));
    });

    [Fact(Timeout = Hang)]
    public Task Everybody_enters_in_turn_and_consecutive_readers_together() => backend.RunAsync(async () =>
    {
        var mutex = await LockAsync();
        var first = await mutex.AcquireReaderAsync(Token);
        var writer = mutex.AcquireWriterAsync(Token).AsTask();
        var reader = mutex.AcquireReaderAsync(Token).AsTask();
        var another = mutex.AcquireReaderAsync(Token).AsTask();
        var last = mutex.AcquireWriterAsync(Token).AsTask();
        Assert.Equal((2, 2), (mutex.WaitingReadCount, mutex.WaitingWriteCount));
        Assert.Null(await mutex.TryAcquireReaderAsync(cancellationToken: Token));
        await first.ReleaseAsync();
        var written = await writer;
        Assert.Equal(2, mutex.WaitingReadCount);
        await written.ReleaseAsync();
        var (one, two) = (await reader, await another);
        Assert.Equal((2, 1), (mutex.CurrentReadCount, mutex.WaitingWriteCount));
        Assert.Equal((written.FencingToken, written.FencingToken), (one.FencingToken, two.FencingToken));
        await one.DisposeAsync();
        Assert.False(last.IsCompleted);
        await two.DisposeAsync();
        await using var end = await last;
        Assert.Equal(written.FencingToken + 1, end.FencingToken);
    });

    [Fact(Timeout = Hang)]
    public Task A_writer_that_gives_up_lets_the_readers_behind_it_in() => backend.RunAsync(async () =>
    {
        var mutex = await LockAsync();
        await using var first = await mutex.AcquireReaderAsync(Token);
        using var cancellation = new CancellationTokenSource();
        var writer = mutex.AcquireWriterAsync(cancellation.Token).AsTask();
        var reader = mutex.AcquireReaderAsync(Token).AsTask();
        Assert.Equal(1, mutex.WaitingReadCount);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer);
        await using (await reader)
        {
            Assert.Equal(2, mutex.CurrentReadCount);
        }
    });

    [Fact(Timeout = Hang)]
    public Task A_wait_that_times_out_does_not_enter() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.SetsTheTime);
        var mutex = await LockAsync();
        await using var first = await mutex.AcquireReaderAsync(Token);
        var writer = mutex.AcquireWriterAsync(TimeSpan.FromSeconds(5), Token).AsTask();
        var another = mutex.TryAcquireWriterAsync(TimeSpan.FromSeconds(5), Token).AsTask();
        var reader = mutex.AcquireReaderAsync(TimeSpan.FromSeconds(9), Token).AsTask();
        Assert.Equal((1, 2), (mutex.WaitingReadCount, mutex.WaitingWriteCount));
        backend.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TimeoutException>(() => writer);
        Assert.Null(await another);
        await (await reader).DisposeAsync();
        await first.ReleaseAsync();
        await using var held = await mutex.AcquireWriterAsync(Token);
        var late = mutex.AcquireReaderAsync(TimeSpan.FromSeconds(5), Token).AsTask();
        var never = mutex.TryAcquireReaderAsync(TimeSpan.FromSeconds(5), Token).AsTask();
        Assert.Equal(2, mutex.WaitingReadCount);
        backend.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        Assert.Null(await never);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await mutex.TryAcquireReaderAsync(TimeSpan.FromSeconds(-2), Token));
    });

    [Fact(Timeout = Hang)]
    public Task Of_a_lost_writer_everybody_is_told_up_to_the_next_one() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var mutex = await LockAsync();
        var other = await backend.ConnectAsync();
        var theirs = await other.UseAsync(mutex);
        var lost = await theirs.AcquireWriterAsync(Token);
        var theirWait = theirs.AcquireReaderAsync(Token).AsTask();
        Assert.Equal(1, theirs.WaitingReadCount);
        var waiting = new[] { mutex.AcquireReaderAsync(Token).AsTask(), mutex.AcquireReaderAsync(Token).AsTask() };
        Assert.Equal(3, mutex.WaitingReadCount);
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await mutex.ReleaseLeaseAsync(lost.Number, abandoned: false));
        await other.DisposeAsync();
        foreach (var wait in waiting)
        {
            await using var reader = await wait;
            Assert.True(reader.PreviousOwnerLost);
            Assert.Equal(lost.FencingToken, reader.FencingToken);
        }

        await Assert.ThrowsAnyAsync<Exception>(() => theirWait);
        await using (var writer = await mutex.AcquireWriterAsync(Token))
        {
            Assert.True(writer.PreviousOwnerLost);
            Assert.Equal(lost.FencingToken + 1, writer.FencingToken);
        }

        await using var last = await mutex.AcquireReaderAsync(Token);
        Assert.False(last.PreviousOwnerLost);
        Assert.False(lost.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task A_lost_reader_has_changed_nothing() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var mutex = await LockAsync();
        var other = await backend.ConnectAsync();
        var theirs = await other.UseAsync(mutex);
        var lost = await theirs.AcquireReaderAsync(Token);
        var writing = mutex.AcquireWriterAsync(Token).AsTask();
        Assert.Equal(1, mutex.WaitingWriteCount);
        await other.DisposeAsync();
        await using var writer = await writing;
        Assert.False(writer.PreviousOwnerLost);
        Assert.False(lost.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task An_abandoned_lease_of_a_writer_is_lost() => backend.RunAsync(async () =>
    {
        var mutex = await LockAsync();
        var lease = await mutex.AcquireWriterAsync(Token);
        var waiting = mutex.AcquireReaderAsync(Token).AsTask();
        await mutex.ReleaseLeaseAsync(lease.Number, abandoned: true);
        await using var reader = await waiting;
        Assert.True(reader.PreviousOwnerLost);
        await lease.DisposeAsync();
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_is_free_and_its_tokens_go_on() => backend.RunAsync(async () =>
    {
        var mutex = await LockAsync();
        await using var lease = await mutex.AcquireWriterAsync(Token);
        var waiting = mutex.AcquireReaderAsync(Token).AsTask();
        Assert.Equal(1, mutex.WaitingReadCount);
        var copy = await backend.CopyAsync(mutex, static (state, time) => new ReaderWriterLockReferent(state, time));
        Assert.Equal((0, false, 0), (copy.CurrentReadCount, copy.IsWriteLockHeld, copy.WaitingReadCount));
        await using (var reader = await copy.AcquireReaderAsync(Token))
        {
            Assert.True(reader.PreviousOwnerLost);
            Assert.Equal(lease.FencingToken, reader.FencingToken);
        }

        await using (var writer = await copy.AcquireWriterAsync(Token))
        {
            Assert.True(writer.FencingToken > lease.FencingToken);
        }

        await lease.ReleaseAsync();
        await (await waiting).DisposeAsync();
    });

    private ValueTask<ISharedReaderWriterLock> LockAsync() =>
        backend.MakeAsync(static manager => manager.ReaderWriterLockAsync(Token), static ISharedReaderWriterLock (time) => new ReaderWriterLockReferent(time));
}
