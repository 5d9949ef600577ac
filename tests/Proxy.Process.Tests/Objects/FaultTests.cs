namespace SharedObjects.Process.Tests.Objects;

/// <summary>What a referent throws in the manager's process, its caller catches in its own.</summary>
public sealed class FaultTests : ProcessTests, IAsyncLifetime
{
    private SharedManager manager = null!;
    private IFaulty faulty = null!;

    public async ValueTask InitializeAsync()
    {
        manager = await SharedManager.StartAsync<TestManager>(cancellationToken: Token);
        faulty = await manager.CreateAsync<IFaulty>(Token);
    }

    public ValueTask DisposeAsync() => manager.DisposeAsync();

    [Fact(Timeout = 120_000)]
    public async Task A_well_known_exception_arrives_as_itself()
    {
        foreach (var (kind, type, message) in new[]
        {
            ("argument", typeof(ArgumentException), "not that one (Parameter 'kind')"),
            ("null", typeof(ArgumentNullException), "nothing there (Parameter 'kind')"),
            ("range", typeof(ArgumentOutOfRangeException), "too far (Parameter 'kind')"),
            ("operation", typeof(InvalidOperationException), "not now"),
            ("key", typeof(KeyNotFoundException), "no such key"),
            ("timeout", typeof(TimeoutException), "too slow"),
            ("cancelled", typeof(OperationCanceledException), "no longer wanted"),
            ("unsupported", typeof(NotSupportedException), "never"),
            ("disposed", typeof(ObjectDisposedException), "gone\nObject name: 'thing'."),
            ("divide", typeof(DivideByZeroException), "by zero"),
        })
        {
            Exception[] caught =
            [
                await Assert.ThrowsAsync(type, () => faulty.ThrowAsync(kind, Token).AsTask()),
                Assert.Throws(type, () => { _ = faulty.Throw(kind); }),
            ];
            Assert.All(caught, exception =>
            {
                Assert.Equal(message, exception.Message);
                Assert.Contains($"{nameof(Faulty)}.{nameof(Faulty.Throw)}", exception.StackTrace, StringComparison.Ordinal);
                if (exception is ArgumentException argument)
                {
                    Assert.Equal("kind", argument.ParamName);
                }
            });
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Any_other_exception_arrives_with_its_type_its_message_and_where_it_was_thrown()
    {
        var exception = await Assert.ThrowsAsync<RemoteException>(() => faulty.ThrowAsync("own", Token).AsTask());

        Assert.Equal(typeof(ScoreException).FullName, exception.RemoteType);
        Assert.Equal("a type that the caller may not have", exception.Message);
        Assert.Contains($"{nameof(Faulty)}.{nameof(Faulty.Throw)}", exception.RemoteStackTrace, StringComparison.Ordinal);
        Assert.Contains("ScoreException", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_object_that_threw_goes_on()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => faulty.ThrowAsync("operation", Token).AsTask());
        await Assert.ThrowsAsync<InvalidOperationException>(() => faulty.ThrowAsync("operation", Token).AsTask());
    }
}
