using System.Diagnostics;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Managers;

/// <summary>When a manager is gone, nobody waits for it.</summary>
public sealed class ManagerLossTests : ProcessTests
{
    /// <summary>It takes milliseconds; a busy machine may take its time.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [Theory(Timeout = 60_000)]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public async Task Calls_that_wait_end_as_unknown_and_later_ones_as_failed(string signal)
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);
        var queue = await manager.QueueAsync<int>(cancellationToken: Token);
        var full = await manager.QueueAsync<int>(capacity: 1, cancellationToken: Token);
        await full.PutAsync(1, Token);
        Task[] waiting =
        [
            .. Enumerable.Range(0, 64).Select(_ => queue.GetAsync(Token).AsTask()),
            full.PutAsync(2, Token).AsTask(),
            queue.GetAsync(TimeSpan.FromHours(1), Token).AsTask(),
        ];
        Assert.Equal(0, queue.Count);
        var lost = new TaskCompletionSource();
        using var registration = manager.Lost.Register(lost.SetResult);
        var stopwatch = Stopwatch.StartNew();

        ProcFs.Signal(manager.ProcessId, signal);

        foreach (var call in waiting)
        {
            var exception = await Assert.ThrowsAsync<ManagerLostException>(() => call);
            Assert.Equal(CallOutcome.Unknown, exception.Outcome);
        }

        await lost.Task.WaitAsync(Token);
        Assert.True(stopwatch.Elapsed < Limit, $"{stopwatch.Elapsed}");
        Assert.Equal(CallOutcome.Failed, (await Assert.ThrowsAsync<ManagerLostException>(() => queue.GetAsync(Token).AsTask())).Outcome);
        Assert.Equal(CallOutcome.Failed, Assert.Throws<ManagerLostException>(() => queue.Count).Outcome);
        Assert.Equal(CallOutcome.Failed, (await Assert.ThrowsAsync<ManagerLostException>(() => manager.QueueAsync<int>(cancellationToken: Token).AsTask())).Outcome);
        await queue.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_worker_whose_manager_is_killed_is_told_as_well()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);
        var items = await manager.QueueAsync<int>(cancellationToken: Token);
        var waiting = await manager.QueueAsync<int>(cancellationToken: Token);
        var workers = Enumerable.Range(0, 3).Select(_ => WorkerProcess.Start(WorkerTargets.OutliveManagerAsync, items, waiting)).ToArray();
        foreach (var _ in workers)
        {
            await waiting.GetAsync(Token);
        }

        ProcFs.Signal(manager.ProcessId, "KILL");

        Assert.All(await Task.WhenAll(workers.Select(worker => worker.WaitForExitAsync(Token))), static code => Assert.Equal(42, code));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_blocking_member_and_a_creation_that_the_manager_never_answers_end_with_it()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);
        var queue = await manager.QueueAsync<int>(cancellationToken: Token);
        ProcFs.Signal(manager.ProcessId, "STOP");
        var creation = manager.QueueAsync<int>(cancellationToken: Token).AsTask();
        var entered = new TaskCompletionSource();
        var count = Task.Factory.StartNew(
            () =>
            {
                entered.SetResult();
                return queue.Count;
            },
            Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await entered.Task;
        var stopwatch = Stopwatch.StartNew();

        ProcFs.Signal(manager.ProcessId, "KILL");

        Assert.Equal(CallOutcome.Unknown, (await Assert.ThrowsAsync<ManagerLostException>(() => creation)).Outcome);
        await Assert.ThrowsAsync<ManagerLostException>(() => count);
        Assert.True(stopwatch.Elapsed < Limit, $"{stopwatch.Elapsed}");
    }

    [Fact(Timeout = 60_000)]
    public async Task Disposing_the_manager_ends_the_calls_that_wait()
    {
        var manager = await SharedManager.StartAsync(cancellationToken: Token);
        var queue = await manager.QueueAsync<int>(cancellationToken: Token);
        var waiting = Enumerable.Range(0, 64).Select(_ => queue.GetAsync(Token).AsTask()).ToArray();

        await manager.DisposeAsync();

        Assert.False(ProcFs.IsRunning(manager.ProcessId));
        Assert.True(manager.Lost.IsCancellationRequested);
        Assert.Empty(SocketDirectories());
        foreach (var call in waiting)
        {
            await Assert.ThrowsAsync<ManagerLostException>(() => call);
        }

        await manager.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_directory_of_a_manager_that_was_killed_is_deleted_by_its_starter()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);
        Assert.NotEmpty(SocketDirectories());

        ProcFs.Signal(manager.ProcessId, "KILL");

        await ProcFs.UntilAsync(static () => SocketDirectories().Length == 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_callback_of_the_loss_that_throws_does_not_keep_the_manager_alive()
    {
        var manager = await SharedManager.StartAsync(cancellationToken: Token);
        using var registration = manager.Lost.Register(static () => throw new InvalidOperationException("the callback is broken"));

        _ = await Record.ExceptionAsync(() => manager.DisposeAsync().AsTask());

        Assert.False(ProcFs.IsRunning(manager.ProcessId));
    }
}
