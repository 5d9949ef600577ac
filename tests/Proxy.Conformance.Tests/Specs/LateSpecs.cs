namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A referent that uses the contexts of calls that have ended harms nobody: the numbers of later calls are their own.</summary>
public sealed class LateSpecs
{
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
