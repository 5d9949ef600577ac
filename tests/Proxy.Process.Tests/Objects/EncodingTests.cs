namespace SharedObjects.Process.Tests.Objects;

/// <summary>A value that cannot travel fails at its caller, before anything is sent.</summary>
public sealed class EncodingTests : ProcessTests, IAsyncLifetime
{
    private SharedManager manager = null!;

    public async ValueTask InitializeAsync() => manager = await SharedManager.StartAsync(cancellationToken: Token);

    public ValueTask DisposeAsync() => manager.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public Task A_delegate() => ExpectRefusalAsync<Func<int>>(static () => 1);

    [Fact(Timeout = 60_000)]
    public Task A_stream() => ExpectRefusalAsync<Stream>(new MemoryStream());

    [Fact(Timeout = 60_000)]
    public Task A_delegate_in_a_record() => ExpectRefusalAsync(new Job("x", static () => 1));

    [Fact(Timeout = 60_000)]
    public async Task A_list_that_contains_itself()
    {
        var node = new Node();
        node.Next = node;
        await ExpectRefusalAsync(node);
    }

    private async Task ExpectRefusalAsync<T>(T value)
    {
        var queue = await manager.QueueAsync<T>(cancellationToken: Token);

        var exception = await Assert.ThrowsAsync<EncodingException>(() => queue.PutAsync(value, Token).AsTask());

        Assert.Contains("PutAsync", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'item'", exception.Message, StringComparison.Ordinal);
        Assert.Contains(typeof(T).ToString(), exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, queue.Count);
    }

    public sealed record Job(string Name, Func<int> Work);

    public sealed class Node
    {
        public Node? Next { get; set; }
    }
}
