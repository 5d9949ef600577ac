using SharedObjects.Calls;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A second way to an object that a proxy already holds, on which the operation number of each reply is seen. Used for one call at a time.</summary>
internal sealed class RecordingHandle : ObjectHandle
{
    private readonly RecordingInvoker invoker;

    private RecordingHandle(ObjectHandle handle, RecordingInvoker invoker)
        : base(handle.Reference, invoker) => this.invoker = invoker;

    /// <summary>The operation number in the last reply; 0 if there was none since <see cref="Forget"/>.</summary>
    public long Version => invoker.Version;

    public void Forget() => invoker.Version = 0;

    public static RecordingHandle Of(object proxy)
    {
        var handle = ((ManagedProxy)proxy).Handle;
        return new(handle, new RecordingInvoker(handle.Invoker));
    }

    internal override CancellationToken Lost => CancellationToken.None;

    internal override void AddProxy()
    {
    }

    internal override void RemoveProxy()
    {
    }
}
