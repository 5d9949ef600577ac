using SharedObjects.Calls;

namespace SharedObjects.Generator.Tests.Harness;

/// <summary>A hold on an object of this process, reached through everything generated code touches and nothing else.</summary>
internal sealed class LoopbackHandle : ObjectHandle
{
    private static long lastId;

    public LoopbackHandle(object referent, Contract contract)
        : base(new ObjectReference(Guid.Empty, Interlocked.Increment(ref lastId), contract.Name, contract.Fingerprint, ""), new LoopbackInvoker(referent, contract))
    {
    }

    public int Proxies { get; private set; }

    internal override CancellationToken Lost => CancellationToken.None;

    internal override void AddProxy() => Proxies++;

    internal override void RemoveProxy() => Proxies--;
}
