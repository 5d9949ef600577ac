namespace SharedObjects.Process.Tests.Workers;

public sealed class WorkerArgumentTests : ProcessTests, IAsyncLifetime
{
    private SharedManager manager = null!;

    public async ValueTask InitializeAsync() => manager = await SharedManager.StartAsync(cancellationToken: Token);

    public ValueTask DisposeAsync() => manager.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public async Task Records_enums_nullables_arrays_and_a_proxy_inside_a_record_arrive()
    {
        var results = await manager.QueueAsync<string>(cancellationToken: Token);

        await using var worker = WorkerProcess.Start(
            WorkerTargets.DescribeAsync, new Order(3, "ada", Colour.Green, 0.5m, ["tea", "salt"]), (Colour?)null, new int?[] { 1, null, 3 }, new Assignment("first", results));

        Assert.Equal("first: 3 ada Green 0.5 tea+salt none 1+null+3", await results.GetAsync(Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task Proxies_of_two_managers_reach_one_worker()
    {
        await using var other = await SharedManager.StartAsync(cancellationToken: Token);
        var from = await manager.QueueAsync<int>(cancellationToken: Token);
        var to = await other.QueueAsync<int>(cancellationToken: Token);
        await from.PutAsync(11, Token);

        await using var worker = WorkerProcess.Start(WorkerTargets.MoveAsync, from, to);

        Assert.Equal(11, await to.GetAsync(Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_proxy_that_is_disposed_right_after_the_start_arrives_all_the_same()
    {
        var from = await manager.QueueAsync<int>(cancellationToken: Token);
        var to = await manager.QueueAsync<int>(cancellationToken: Token);
        await from.PutAsync(12, Token);

        await using var worker = WorkerProcess.Start(WorkerTargets.MoveAsync, from, to);
        await from.DisposeAsync();

        Assert.Equal(12, await to.GetAsync(Token));
        Assert.Equal(0, await worker.WaitForExitAsync(Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_worker_starts_a_worker_and_passes_its_proxy_on()
    {
        var queue = await manager.QueueAsync<(int Number, double Value)>(cancellationToken: Token);

        await using var worker = WorkerProcess.Start(WorkerTargets.NestAsync, 1, queue);

        Assert.Equal((7, 3.5), await queue.GetAsync(Token));
        Assert.Equal(2, await worker.WaitForExitAsync(Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_worker_starts_a_manager_of_its_own() =>
        Assert.Equal(9, await WorkerProcess.Start(WorkerTargets.OwnManagerAsync).WaitForExitAsync(Token));

    [Fact]
    public void A_method_that_is_not_marked_is_refused()
    {
        Func<Task> target = WorkerTargets.Unmarked;

        var exception = Assert.Throws<ArgumentException>(() => WorkerProcess.Start(target));

        Assert.Contains("[WorkerTarget]", exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(WorkerTargets.Unmarked), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lambda_is_refused()
    {
        Func<Task> target = () => Task.CompletedTask;

        Assert.Throws<ArgumentException>(() => WorkerProcess.Start(target));
    }

    [Fact]
    public void An_argument_that_cannot_be_encoded_is_named_and_nothing_is_started()
    {
        var before = Hosting.Processes.ChildLauncher.Shared.Children.Count();
        Func<Stream, Task> target = UnencodableTargets.ReadAsync;

        var exception = Assert.Throws<EncodingException>(() => WorkerProcess.Start(target, new MemoryStream()));

        Assert.Contains(nameof(UnencodableTargets.ReadAsync), exception.Message, StringComparison.Ordinal);
        Assert.Contains(typeof(Stream).ToString(), exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, Hosting.Processes.ChildLauncher.Shared.Children.Count());
    }

    [Fact(Timeout = 60_000)]
    public async Task An_object_of_a_manager_in_this_process_is_refused_with_the_way_out()
    {
        await using var local = SharedManager.StartInProcess();
        var queue = await local.QueueAsync<(int Number, double Value)>(cancellationToken: Token);

        var exception = Assert.Throws<ObjectNotFoundException>(() => WorkerProcess.Start(WorkerTargets.PutNumberAsync, 1, queue));

        Assert.Contains(nameof(SharedManager.StartAsync), exception.Message, StringComparison.Ordinal);
    }
}
