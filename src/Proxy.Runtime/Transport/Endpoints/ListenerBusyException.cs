namespace SharedObjects.Transport.Endpoints;

/// <summary>A listener has no room at this moment. Trying again a little later is right.</summary>
internal sealed class ListenerBusyException(ManagerEndpoint endpoint, Exception? innerException = null)
    : IOException($"The manager at {endpoint} has no room for a further connection at the moment.", innerException);
