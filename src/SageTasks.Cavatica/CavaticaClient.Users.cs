using SageTasks.Http;
using static SageTasks.Cavatica.CavaticaJson;

namespace SageTasks.Cavatica;

public partial class CavaticaClient
{
    /// <summary>The token's owner (<c>GET /user</c>).</summary>
    public virtual Task<User> GetUserAsync(CancellationToken cancellationToken = default) => GetAsync($"/user", Default.User, cancellationToken);

    /// <summary>A user by name (<c>GET /users/{username}</c>).</summary>
    /// <exception cref="NotFoundException">There is no such user.</exception>
    public virtual Task<User> GetUserAsync(string username, CancellationToken cancellationToken = default) =>
        GetAsync($"/users/{username}", Default.User, cancellationToken);

    /// <summary>How many requests the token has left (<c>GET /rate_limit</c>, which does not count itself).</summary>
    public virtual Task<RateLimit> GetRateLimitAsync(CancellationToken cancellationToken = default) => GetAsync($"/rate_limit", Default.RateLimit, cancellationToken);

    /// <summary>The billing groups that the token may charge, all pages (<c>GET /billing/groups</c>).</summary>
    public virtual IAsyncEnumerable<BillingGroup> ListBillingGroupsAsync(CancellationToken cancellationToken = default) =>
        ListAsync("billing groups", () => RequestPath.Of($"/billing/groups").Query("fields", "_all"), group => group.Id, Default.PageBillingGroup, cancellationToken);

    /// <summary>A billing group (<c>GET /billing/groups/{id}</c>).</summary>
    /// <exception cref="NotFoundException">There is no such billing group.</exception>
    public virtual Task<BillingGroup> GetBillingGroupAsync(string billingGroupId, CancellationToken cancellationToken = default) =>
        GetAsync($"/billing/groups/{billingGroupId}", Default.BillingGroup, cancellationToken);
}
