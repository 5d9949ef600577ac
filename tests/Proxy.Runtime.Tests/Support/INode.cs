namespace SharedObjects.Runtime.Tests.Support;

/// <summary>An object that hands itself out, in two guises.</summary>
[Managed]
public interface INode
{
    ValueTask<INode> SelfAsync();

    ValueTask<IOtherNode> AsOtherAsync();
}
