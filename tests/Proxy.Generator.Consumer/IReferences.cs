namespace SharedObjects.Generator.Consumer;

/// <summary>A contract whose type parameter must be a class.</summary>
[Managed(Turns = TurnMode.Concurrent)]
internal interface IReferences<T> : ISharedObject
    where T : class
{
    ValueTask<T?> SwapAsync(T? item);

    ValueTask<TOther> SameAsync<TOther>(TOther other)
        where TOther : struct, IEquatable<TOther>;
}
