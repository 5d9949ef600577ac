namespace SharedObjects.Calls.Frames;

/// <summary>Makes a shared object of a plain one that leaves the manager through a managed contract.</summary>
internal interface IObjectHost
{
    /// <summary>The handle of <paramref name="referent"/>, which is hosted under <paramref name="contract"/> if it was not hosted yet.</summary>
    ObjectHandle Host(object referent, Contract contract);
}
