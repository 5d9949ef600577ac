namespace SharedObjects.Runtime.Tests.Support;

internal sealed class BrokenNode : INode
{
    public BrokenNode() => throw new FormatException("the constructor");

    public ValueTask<INode> SelfAsync() => new(this);

    public ValueTask<IOtherNode> AsOtherAsync() => new((IOtherNode)null!);
}
