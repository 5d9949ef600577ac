namespace SharedObjects.Runtime.Tests.Support;

internal sealed class Opener : IOpener
{
    public ValueTask<Stream> OpenAsync() => new(new MemoryStream());
}
