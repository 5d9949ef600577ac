using SharedObjects.Calls;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>What the numbers in replies are when a call was refused, or a referent uses the contexts of calls that have ended.</summary>
public sealed class LateSpecs
{
    [Fact(Timeout = 60_000)]
    public async Task A_refusal_says_after_which_operation_it_came()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var manager = SharedManager.StartInProcess();
        var handle = RecordingHandle.Of(await manager.DictionaryAsync<string, int>(cancellationToken));
        var dictionary = Contract.Of<ISharedDictionary<string, int>>().CreateProxy<ISharedDictionary<string, int>>(handle);
        await dictionary.SetAsync("a", 1, cancellationToken);
        await dictionary.SetAsync("b", 2, cancellationToken);
        await Assert.ThrowsAsync<KeyNotFoundException>(async () => await dictionary.GetAsync("c", cancellationToken));
        Assert.Equal(2, handle.Version);
        await dictionary.GetAsync("a", cancellationToken);
        Assert.Equal(3, handle.Version);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_call_that_has_ended_is_not_stamped_again()
    {
        await using var manager = SharedManager.StartInProcess(static builder => builder.Register<ILate, Late>());
        var client = new Recorder<ILate>(await manager.CreateAsync<ILate>(TestContext.Current.CancellationToken));
        for (var i = 0; i < 50; i++)
        {
            await client.CallAsync("keep", null, late => DoneAsync(late.KeepAsync()));
            await client.CallAsync("stamp", null, late => DoneAsync(late.StampAsync()));
        }

        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), client.Operations.Select(operation => operation.Version));

        static async Task<bool> DoneAsync(ValueTask call)
        {
            await call;
            return true;
        }
    }
}
