using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>Neither readers nor writers that have died keep anybody out.</summary>
public sealed class ReaderWriterLockDeathTests : ObjectDeathTests
{
    private ISharedReaderWriterLock mutex = null!;

    protected override async ValueTask PrepareAsync() => mutex = await Manager.ReaderWriterLockAsync(Token);

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedReaderWriterLock), DeathState.Holding)]
    public async Task A_writer_that_was_killed_is_lost_and_a_reader_has_changed_nothing()
    {
        await using var reader = await Victim.StartAsync(Manager, report => WorkerProcess.Start(LockTargets.ReadAsync, mutex, report));
        await reader.SaysAsync("holds");
        await using var writer = await Victim.StartAsync(Manager, report => WorkerProcess.Start(LockTargets.WriteAsync, mutex, report));
        await ProcFs.UntilAsync(() => mutex.WaitingWriteCount == 1);
        Assert.Equal((1, 1, false), (mutex.CurrentReadCount, mutex.WaitingWriteCount, mutex.IsWriteLockHeld));
        reader.Kill();
        await writer.SaysAsync("holds");
        Assert.Equal((0, 0, true), (mutex.CurrentReadCount, mutex.WaitingWriteCount, mutex.IsWriteLockHeld));
        var reading = mutex.AcquireReaderAsync(Token);
        writer.Kill();
        await using (var lease = await reading)
        {
            Assert.True(lease.PreviousOwnerLost);
            Assert.Equal(1, lease.FencingToken);
        }

        await using (var next = await mutex.AcquireWriterAsync(Token))
        {
            Assert.True(next.PreviousOwnerLost);
            Assert.Equal(2, next.FencingToken);
        }

        await using var after = await mutex.AcquireWriterAsync(Token);
        Assert.False(after.PreviousOwnerLost);
    }

    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    [Death(typeof(ISharedReaderWriterLock), DeathState.Waiting, DeathState.Unreceived)]
    public async Task A_writer_that_was_killed_while_it_waited_or_before_it_knew_lets_those_behind_it_in(bool granted)
    {
        var held = await mutex.AcquireReaderAsync(Token);
        await using var victim = await WaitingAsync(report => WorkerProcess.Start(LockTargets.WantToWriteAsync, mutex, report));
        var behind = mutex.AcquireReaderAsync(Token).AsTask();
        Assert.Equal((1, 1), (mutex.WaitingReadCount, mutex.WaitingWriteCount));
        await DieAsync(victim, granted, waiting: 0, async () =>
        {
            await held.ReleaseAsync();
            Assert.True(mutex.IsWriteLockHeld);
            Assert.False(behind.IsCompleted);
        });
        await using (var lease = await behind)
        {
            Assert.False(lease.PreviousOwnerLost);
            Assert.Equal((granted ? 1 : 2, false), (mutex.CurrentReadCount, mutex.IsWriteLockHeld));
        }

        await held.DisposeAsync();
        Assert.Equal((0, 0, 0), (mutex.CurrentReadCount, mutex.WaitingReadCount, mutex.WaitingWriteCount));
    }

    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    [Death(typeof(ISharedReaderWriterLock), DeathState.Waiting, DeathState.Unreceived)]
    public async Task A_reader_that_was_killed_while_it_waited_or_before_it_knew_lets_those_behind_it_in(bool granted)
    {
        var held = await mutex.AcquireWriterAsync(Token);
        await using var victim = await WaitingAsync(report => WorkerProcess.Start(LockTargets.WantToReadAsync, mutex, report));
        var behind = mutex.AcquireWriterAsync(Token).AsTask();
        Assert.Equal((1, 1), (mutex.WaitingReadCount, mutex.WaitingWriteCount));
        await DieAsync(victim, granted, granted ? 0 : 1, async () =>
        {
            await held.ReleaseAsync();
            Assert.Equal((1, false), (mutex.CurrentReadCount, mutex.IsWriteLockHeld));
            Assert.False(behind.IsCompleted);
        });
        await held.DisposeAsync();
        await using (var lease = await behind)
        {
            Assert.False(lease.PreviousOwnerLost);
            Assert.Equal(held.FencingToken + 1, lease.FencingToken);
            Assert.Equal((0, true), (mutex.CurrentReadCount, mutex.IsWriteLockHeld));
        }

        Assert.Equal((0, 0, 0, false), (mutex.CurrentReadCount, mutex.WaitingReadCount, mutex.WaitingWriteCount, mutex.IsWriteLockHeld));
    }
}
