namespace SharedObjects.Contracts.State;

/// <summary>
/// A referent whose state can be saved. Whoever restores it makes a new referent by a constructor that takes a <see cref="StateReader"/>. Sessions are no part
/// of the state: to a restored object everybody who held something of the old one is lost, and nobody waits.
/// </summary>
internal interface ISavable
{
    /// <summary>Writes the state, on the object's turn; changes nothing.</summary>
    void Save(StateWriter state);
}
