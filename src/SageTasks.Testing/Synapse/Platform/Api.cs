using System.Text.Json.Serialization.Metadata;

namespace SageTasks.Testing.Synapse;

/// <summary>Binds routes of the API to what they do: body in, one transaction, answer out, refusals as the server words them.</summary>
internal sealed class Api(RouteTable routes, SynapseStore store, Throttle throttle)
{
    /// <summary>A route with a body both ways. <paramref name="overtake"/> is what somebody else does just before, when the faults say so.</summary>
    public void Map<TIn, TOut>(
        string template, JsonTypeInfo<TIn> body, JsonTypeInfo<TOut> answer, Func<Call, TIn, TOut> handle, int status = 200, string? scopes = null,
        Action<Call>? overtake = null)
        where TIn : class => MapAnswer(template, scopes, call =>
        {
            var input = Read(call, body);
            if (overtake is not null && call.Request.Draws(FaultKind.Overtake))
            {
                store.Run(() => overtake(call));
            }

            return Answer(Listed(call, store.Run(() => handle(call, input))), answer, status);
        });

    /// <summary>A route without a body in the request. Where the server finds nothing and says so without a body, the answer is null.</summary>
    public void Map<TOut>(string template, JsonTypeInfo<TOut> answer, Func<Call, TOut?> handle, int status = 200, string? scopes = null) =>
        MapAnswer(template, scopes, call => Answer(Listed(call, store.Run(() => handle(call))), answer, status));

    /// <summary>A route whose answer has no body.</summary>
    public void Map(string template, Action<Call> handle, int status = 200, string? scopes = null) => MapAnswer(template, scopes, call =>
    {
        store.Run(() => handle(call));
        return LocalAnswer.Empty(status);
    });

    public void Map<TIn>(string template, JsonTypeInfo<TIn> body, Action<Call, TIn> handle, int status = 200)
        where TIn : class => MapAnswer(template, scopes: null, call =>
        {
            var input = Read(call, body);
            store.Run(() => handle(call, input));
            return LocalAnswer.Empty(status);
        });

    /// <summary>A route that sends the caller to a URL, or tells it as text when <c>redirect=false</c>.</summary>
    public void MapUrl(string template, Func<Call, string> url) => MapAnswer(template, "download", call =>
    {
        var target = store.Run(() => url(call));
        return call.Flag("redirect", otherwise: true) ? LocalAnswer.Empty(307).With("Location", target) : LocalAnswer.Text(target);
    });

    public static LocalAnswer Refusal(SynapseError error) => LocalAnswer.Json(
        new ErrorResponse { ConcreteType = ErrorType, Reason = error.Message, ErrorCode = error.ErrorCode }, SynapseJson.Default.ErrorResponse, error.Status);

    private const string ErrorType = "org.sagebionetworks.repo.model.ErrorResponse";

    /// <summary>A route that opens its own transactions and words its own answer.</summary>
    public void MapAnswer(string template, string? scopes, Func<Call, LocalAnswer> handle)
    {
        var needed = (scopes ?? DefaultScopes(template)).Split(',');
        routes.Map(template, request => Handle(request, needed, handle));
    }

    private LocalAnswer Handle(LocalRequest request, string[] scopes, Func<Call, LocalAnswer> handle)
    {
        var caller = (Caller)request.Caller!;
        try
        {
            if (Array.Find(scopes, s => !caller.IsAnonymous && !caller.Scopes.Contains(s, StringComparer.Ordinal)) is { } missing)
            {
                return Gate.InsufficientScope(missing);
            }

            return throttle.Enter(caller, () => handle(new Call(request, caller)));
        }
        catch (SynapseError error)
        {
            return Refusal(error);
        }
    }

    private static T? Listed<T>(Call call, T? value) =>
        value is IListAnswer list && call.Request.Draws(FaultKind.EmptyList) ? (T)list.WithoutRows() : value;

    private static LocalAnswer Answer<T>(T? value, JsonTypeInfo<T> type, int status) =>
        value is null ? LocalAnswer.Empty(status) : LocalAnswer.Json(value, type, status);

    private static TIn Read<TIn>(Call call, JsonTypeInfo<TIn> body)
        where TIn : class => call.Request.ReadJson(body) ?? throw SynapseError.Invalid("The request has no body.");

    private static string DefaultScopes(string template) => template[..template.IndexOf(' ', StringComparison.Ordinal)] switch
    {
        "GET" => "view",
        "DELETE" => "modify",
        _ => "view,modify",
    };
}
