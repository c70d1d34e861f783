namespace SageTasks.Testing.Synapse;

/// <summary>Messages to users. Nothing is mailed; the journal has them.</summary>
internal sealed class MessageEndpoints(SynapseStore store, FileHandleCatalog files)
{
    public void Map(Api api)
    {
        var json = SynapseJson.Default;
        api.Map("POST /repo/v1/message", json.MessageToUser, json.MessageToUser, Send, 201);
        api.Map("GET /repo/v1/message/{messageId}", json.MessageToUser, Get);
    }

    private MessageToUser Send(Call call, MessageToUser request)
    {
        if (request.Recipients is not { Count: > 0 })
        {
            throw SynapseError.Invalid("A message needs recipients.");
        }

        var file = files.Owned(call.Caller, request.FileHandleId ?? throw SynapseError.Invalid("Message.fileHandleId is required."));
        var message = request with
        {
            Id = SynId.Number(store.NextId("message", 1001)),
            CreatedBy = call.Caller.IdText,
            CreatedOn = store.Now,
            FileHandleId = file.Id,
        };
        store.Messages.Put(message.Id, message);
        store.Record("message.sent", message.Id, message, SynapseJson.Default.MessageToUser);
        return message;
    }

    private MessageToUser Get(Call call)
    {
        var message = store.Messages.Find(call["messageId"]) ?? throw SynapseError.NotFound("The message does not exist.");
        return message.CreatedBy == call.Caller.IdText || message.Recipients!.Contains(call.Caller.IdText, StringComparer.Ordinal)
            ? message
            : throw SynapseError.Forbidden("You are neither sender nor recipient of this message.");
    }
}
