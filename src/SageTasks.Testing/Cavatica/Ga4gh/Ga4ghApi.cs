using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>The GA4GH host: its gate, its errors, and how its operations are mapped.</summary>
internal sealed class Ga4ghApi(CavaticaWorld world, UserDirectory users)
{
    public RouteTable Routes { get; } = new();

    public static LocalAnswer Error(int status, string message) => CavaticaCall.Json(new JsonObject { ["msg"] = message, ["status_code"] = status }, status);

    public static RefusalException Refuse(int status, string message) => new(Error(status, message));

    /// <summary>Nothing but what the services say of themselves is told without a token.</summary>
    public LocalAnswer? Check(LocalRequest request)
    {
        if (request.IsOpen)
        {
            return null;
        }

        if (CavaticaGate.TokenOf(request) is not { } token || users.ByToken(token) is not { } user)
        {
            return Error(401, "Unauthorized");
        }

        request.Caller = user;
        return null;
    }

    public Ga4ghApi Map(string template, Func<CavaticaCall, LocalAnswer> handle)
    {
        Routes.Map(template, request => Handle(request, handle));
        return this;
    }

    /// <summary>Maps what anyone may use, without a token.</summary>
    public Ga4ghApi MapOpen(string template, Func<CavaticaCall, LocalAnswer> handle)
    {
        Routes.MapOpen(template, request => Handle(request, handle));
        return this;
    }

    public Ga4ghApi Map(string template, LocalHandler handle)
    {
        Routes.Map(template, handle);
        return this;
    }

    /// <summary>Handles a request under the lock; what the platform refuses is told in this host's own form.</summary>
    public LocalAnswer Handle(LocalRequest request, Func<CavaticaCall, LocalAnswer> handle)
    {
        try
        {
            lock (world.Lock)
            {
                return handle(new CavaticaCall(world, request));
            }
        }
        catch (RefusalException refusal) when (JsonNode.Parse(refusal.Answer.Body.Span)?["message"] is { } message)
        {
            return Error(refusal.Answer.Status, (string)message!);
        }
    }
}
