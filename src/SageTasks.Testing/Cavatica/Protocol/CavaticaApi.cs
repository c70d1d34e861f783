namespace SageTasks.Testing.Cavatica;

/// <summary>Maps operations: each is handled under the one lock, and its answer carries the headers that all answers carry.</summary>
internal sealed class CavaticaApi(RouteTable routes, CavaticaWorld world, RequestBudget budget)
{
    public CavaticaApi Map(string template, Func<CavaticaCall, LocalAnswer> handle)
    {
        routes.Map(template, request => budget.Stamp(request, Handle(request, handle)));
        return this;
    }

    /// <summary>An alias of another route: it answers with the address to go to.</summary>
    public CavaticaApi Redirect(string template, Func<CavaticaCall, string> location) =>
        Map(template, call => LocalAnswer.Empty(301).With("Location", location(call)));

    private LocalAnswer Handle(LocalRequest request, Func<CavaticaCall, LocalAnswer> handle)
    {
        try
        {
            lock (world.Lock)
            {
                return handle(new CavaticaCall(world, request));
            }
        }
        catch (RefusalException refusal)
        {
            return refusal.Answer;
        }
    }
}
