namespace SharedObjects.Process.Tests.Workers;

public sealed class WorkerProcessTests : ProcessTests, IAsyncLifetime
{
    private SharedManager manager = null!;

    public async ValueTask InitializeAsync() => manager = await SharedManager.StartAsync(cancellationToken: Token);

    public ValueTask DisposeAsync() => manager.DisposeAsync();

    [Theory(Timeout = 60_000)]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(137)]
    public async Task The_exit_code_is_what_the_method_returned(int code)
    {
        var worker = WorkerProcess.Start(WorkerTargets.ReturnAsync, code);
        Assert.Null(worker.ExitCode);

        Assert.Equal(code, await worker.WaitForExitAsync(Token));
        Assert.Equal(code, worker.ExitCode);
        Assert.Null(worker.UnhandledException);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_exit_code_of_a_method_that_returns_nothing_is_zero() =>
        Assert.Equal(0, await WorkerProcess.Start(WorkerTargets.Nothing).WaitForExitAsync(Token));

    [Fact(Timeout = 60_000)]
    public async Task An_exception_of_the_method_is_told_with_type_message_and_stack()
    {
        var worker = WorkerProcess.Start(WorkerTargets.ThrowAsync, "the worker is broken");

        Assert.NotEqual(0, await worker.WaitForExitAsync(Token));

        var exception = Assert.IsType<RemoteException>(worker.UnhandledException);
        Assert.Equal(typeof(ScoreException).FullName, exception.RemoteType);
        Assert.Equal("the worker is broken", exception.Message);
        Assert.Contains(nameof(WorkerTargets.ThrowAsync), exception.RemoteStackTrace, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Waiting_for_the_exit_can_be_given_up_and_the_worker_goes_on()
    {
        var ready = await manager.QueueAsync<int>(cancellationToken: Token);
        await using var worker = WorkerProcess.Start(WorkerTargets.Block, ready);
        Assert.Equal(worker.Id, await ready.GetAsync(Token));
        using var patience = new CancellationTokenSource();
        var exit = worker.WaitForExitAsync(patience.Token);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => exit);
        Assert.True(ProcFs.IsRunning(worker.Id));
        Assert.Null(worker.ExitCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task Kill_ends_it_at_once_even_when_it_blocks()
    {
        var ready = await manager.QueueAsync<int>(cancellationToken: Token);
        var worker = WorkerProcess.Start(WorkerTargets.Block, ready);
        await ready.GetAsync(Token);

        worker.Kill();

        Assert.Equal(128 + 9, await worker.WaitForExitAsync(Token));
        Assert.Null(worker.UnhandledException);
        worker.Kill();
    }

    [Fact(Timeout = 60_000)]
    public async Task Disposing_cancels_the_methods_token_and_lets_it_finish()
    {
        var ready = await manager.QueueAsync<int>(cancellationToken: Token);
        var worker = WorkerProcess.Start(WorkerTargets.EndWhenCancelledAsync, ready);
        await ready.GetAsync(Token);

        await worker.DisposeAsync().AsTask().WaitAsync(Token);

        Assert.Equal(-1, await ready.GetAsync(Token));
        Assert.Equal(5, worker.ExitCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task Disposing_ends_a_worker_that_blocks_for_ever()
    {
        var ready = await manager.QueueAsync<int>(cancellationToken: Token);
        var worker = WorkerProcess.Start(WorkerTargets.Block, ready);
        await ready.GetAsync(Token);

        await worker.DisposeAsync().AsTask().WaitAsync(Token);

        Assert.False(ProcFs.IsRunning(worker.Id));
        Assert.NotNull(worker.ExitCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_worker_that_nobody_keeps_runs_on_to_its_end()
    {
        var told = await manager.QueueAsync<int>(cancellationToken: Token);
        var queue = await manager.QueueAsync<int>(cancellationToken: Token);
        _ = WorkerProcess.Start(WorkerTargets.PutOnceToldAsync, told, queue);
        GC.Collect();
        GC.WaitForPendingFinalizers();

        await told.PutAsync(3, Token);

        Assert.Equal(3, await queue.GetAsync(Token));
    }
}
