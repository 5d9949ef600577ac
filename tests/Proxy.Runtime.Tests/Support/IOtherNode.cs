namespace SharedObjects.Runtime.Tests.Support;

[Managed]
public interface IOtherNode
{
    ValueTask<int> PingAsync();
}
