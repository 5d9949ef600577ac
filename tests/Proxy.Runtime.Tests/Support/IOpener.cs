namespace SharedObjects.Runtime.Tests.Support;

/// <summary>Returns what cannot travel.</summary>
[Managed]
public interface IOpener
{
    ValueTask<Stream> OpenAsync();
}
