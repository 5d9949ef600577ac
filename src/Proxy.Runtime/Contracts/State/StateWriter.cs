namespace SharedObjects.Contracts.State;

/// <summary>Takes a referent's state, value by value; a <see cref="StateReader"/> gives them back in the same order.</summary>
internal abstract class StateWriter
{
    /// <summary>Writes a primitive, a nullable primitive or a <see cref="Caller"/>.</summary>
    public abstract void Write<T>(T value);

    /// <summary>Writes a value of one of the contract's type parameters.</summary>
    public abstract void WriteElement<T>(T element);

    /// <summary>Writes how many there are, then each.</summary>
    public void WriteElements<T>(IReadOnlyCollection<T> elements)
    {
        Write(elements.Count);
        foreach (var element in elements)
        {
            WriteElement(element);
        }
    }
}
