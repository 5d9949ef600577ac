using SharedObjects.Conformance.Tests.Backends;

namespace SharedObjects.Conformance.Tests.Suites;

public abstract partial class QueueSuite
{
    [Fact(Timeout = Hang)]
    public Task Two_proxies_of_one_queue_are_equal_and_of_two_are_not() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasProxies);
        var queue = await backend.QueueAsync<int>();
        var other = await backend.QueueAsync<int>();
        var again = await Twin(queue);
        Assert.NotSame(queue, again);
        Assert.Equal(queue, again);
        Assert.Equal(queue.GetHashCode(), again.GetHashCode());
        Assert.NotEqual(queue, other);
        Assert.Single(new HashSet<object> { queue, again });
        Assert.Equal(2, new HashSet<object> { queue, again, other }.Count);
        Assert.False(queue.Equals(null));
        Assert.Equal(queue.ToString(), again.ToString());
        Assert.NotEqual(queue.ToString(), other.ToString());
    });

    [Fact(Timeout = Hang)]
    public Task A_disposed_proxy_is_of_no_use_and_the_others_do_not_notice() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasProxies);
        var queue = await backend.QueueAsync<string>();
        var again = await Twin(queue);
        await queue.PutAsync("item", Token);
        await queue.DisposeAsync();
        await queue.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await queue.PutAsync("more", Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await queue.GetAsync(Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await queue.TryGetAsync(Token));
        Assert.Throws<ObjectDisposedException>(() => queue.Count);
        Assert.Equal(queue, again);
        Assert.Equal("item", await again.GetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_queue_that_is_stored_outlives_every_proxy() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasProxies);
        var outer = await backend.QueueAsync<ISharedQueue<string>>();
        var inner = await backend.QueueAsync<string>();
        await inner.PutAsync("kept", Token);
        await outer.PutAsync(inner, Token);
        await inner.DisposeAsync();
        Assert.Equal("kept", await (await outer.GetAsync(Token)).GetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_wait_keeps_its_queue_until_it_is_cancelled() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasProxies);
        var queue = await backend.QueueAsync<string>();
        using var cancellation = new CancellationTokenSource();
        var get = queue.GetAsync(cancellation.Token).AsTask();
        Begun(queue);
        await queue.DisposeAsync();
        await backend.QueueAsync<string>();
        Assert.False(get.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => get);
    });

    [Fact(Timeout = Hang)]
    public Task Whoever_waits_when_a_referent_goes_is_told() => backend.RunAsync(async () =>
    {
        if (backend.ReasonAgainst(Ability.HasProxies) is null)
        {
            Assert.Skip("Behind proxies a wait keeps its queue.");
        }

        var queue = await backend.QueueAsync<string>(1);
        var get = queue.GetAsync(Token).AsTask();
        await queue.DisposeAsync();
        Assert.Equal("ISharedQueue", (await Assert.ThrowsAsync<ObjectDisposedException>(() => get)).ObjectName);

        var full = await backend.QueueAsync<string>(1);
        await full.PutAsync("item", Token);
        var put = full.PutAsync("more", Token).AsTask();
        await full.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => put);
    });

    [Fact(Timeout = Hang)]
    public Task A_queue_has_a_name_for_those_who_know_its_type() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasProxies);
        var numbers = await backend.Manager.OpenAsync<ISharedQueue<int>>(ConformanceManager.Numbers, Token);
        await numbers.PutAsync(5, Token);
        await numbers.DisposeAsync();
        var again = await backend.Manager.OpenAsync<ISharedQueue<int>>(ConformanceManager.Numbers, Token);
        Assert.Equal(5, await again.GetAsync(Token));

        var mismatch = await Assert.ThrowsAsync<ContractMismatchException>(
            async () => await backend.Manager.OpenAsync<ISharedQueue<string>>(ConformanceManager.Numbers, Token));
        Assert.Contains("System.Int32", mismatch.Message, StringComparison.Ordinal);
        Assert.Contains("System.String", mismatch.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ObjectNotFoundException>(
            async () => await backend.Manager.OpenAsync<ISharedQueue<int>>("letters", Token));
        Assert.Equal(0, again.Count);
    });

    /// <summary>Another proxy of the same queue.</summary>
    private async Task<ISharedQueue<T>> Twin<T>(ISharedQueue<T> queue)
    {
        var queues = await backend.QueueAsync<ISharedQueue<T>>();
        await queues.PutAsync(queue, Token);
        return await queues.GetAsync(Token);
    }
}
