using SharedObjects.Generator.Consumer;

namespace SharedObjects.Generator.Tests.Harness;

internal sealed class References<T> : IReferences<T>
    where T : class
{
    private T? kept;

    public ValueTask<T?> SwapAsync(T? item)
    {
        var before = kept;
        kept = item;
        return new(before);
    }

    public ValueTask<TOther> SameAsync<TOther>(TOther other)
        where TOther : struct, IEquatable<TOther> => new(other);

    public ValueTask DisposeAsync() => default;
}
