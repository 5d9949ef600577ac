namespace SharedObjects.Runtime.Tests.Support;

internal sealed class Node : INode, IOtherNode
{
    public ValueTask<INode> SelfAsync() => new(this);

    public ValueTask<IOtherNode> AsOtherAsync() => new(this);

    public ValueTask<int> PingAsync() => new(7);
}
