namespace SharedObjects.Calls.Frames;

/// <summary>Hears that the result of a call has been decoded and is safely in the caller's hands.</summary>
internal interface IReceiptListener
{
    void Received(long sequence);
}
