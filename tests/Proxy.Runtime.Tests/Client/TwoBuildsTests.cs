using SharedObjects.Calls;
using SharedObjects.Client;
using SharedObjects.Runtime.Tests.Support;
using SharedObjects.Server;
using SharedObjects.Server.Sessions;

namespace SharedObjects.Runtime.Tests.Client;

public sealed class TwoBuildsTests
{
    private const int Hang = 60_000;

    [Fact(Timeout = Hang)]
    public async Task Members_of_another_build_are_found_by_name_and_asked_for_once()
    {
        await using var manager = new TestManager();
        var session = manager.Server.OpenSession(ManagerServer.CallerOf(Guid.NewGuid(), 1), repliesHere: false);
        var channel = new CountingChannel(new LocalChannel(session));
        await using var client = new ClientSession(channel, manager.Server.Serializer, address: null);
        var queue = await client.QueueAsync<int>();
        var ours = Contract.Of<ISharedQueue<int>>();
        var theirs = Other(ours, [.. ours.Members.Reverse()]);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(0, await CountAsync(client, queue, theirs));
        }

        Assert.Single(channel.Members, member => member.Contains("Describe", StringComparison.Ordinal));
    }

    [Fact(Timeout = Hang)]
    public async Task A_member_the_other_build_lacks_is_named()
    {
        await using var manager = new TestManager();
        await using var client = await manager.ConnectAsync();
        var queue = await client.QueueAsync<int>();
        var ours = Contract.Of<ISharedQueue<int>>();
        var theirs = Other(ours, [.. ours.Members, "PeekAsync()"]);
        var mismatch = await Assert.ThrowsAsync<ContractMismatchException>(() => InvokeAsync(client, queue, theirs, ours.Members.Count));
        Assert.Contains("PeekAsync()", mismatch.Message, StringComparison.Ordinal);
        Assert.Equal(ours.Name, mismatch.Contract);
        Assert.Equal(0, queue.Count);
    }

    [Fact(Timeout = Hang)]
    public async Task A_call_that_speaks_of_another_build_is_not_executed()
    {
        await using var manager = new TestManager();
        await using var client = await manager.ConnectAsync();
        var queue = await client.QueueAsync<int>();
        var reference = Clients.HandleOf(queue).Reference with { Fingerprint = 1 };
        var proxy = Contract.Of<ISharedQueue<int>>().CreateProxy<ISharedQueue<int>>(new StrayHandle(reference, client));
        await Assert.ThrowsAsync<ContractMismatchException>(() => proxy.PutAsync(1, TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(0, queue.Count);
    }

    private static Contract Other(Contract ours, string[] members) => new()
    {
        Interface = ours.Interface,
        Name = ours.Name,
        Fingerprint = ours.Fingerprint + 1,
        Members = members,
        Dispatcher = ours.Dispatcher,
    };

    private static async Task<int> CountAsync(ICallInvoker invoker, ISharedQueue<int> queue, Contract contract)
    {
        var member = contract.Members.Select((name, number) => (name, number)).Single(member => member.name == "get_Count()").number;
        using var reply = await InvokeAsync(invoker, queue, contract, member);
        return reply.Result(Codec.Value<int>(), TestContext.Current.CancellationToken);
    }

    private static Task<ReplyFrame> InvokeAsync(ICallInvoker invoker, ISharedQueue<int> queue, Contract contract, int member)
    {
        var call = invoker.Rent();
        (call.Target, call.TargetHandle, call.Contract) = (Clients.HandleOf(queue).Reference, Clients.HandleOf(queue), contract);
        (call.TargetId, call.Fingerprint, call.Member) = (call.Target.Id, contract.Fingerprint, member);
        return invoker.InvokeAsync(call, TestContext.Current.CancellationToken).AsTask();
    }
}
