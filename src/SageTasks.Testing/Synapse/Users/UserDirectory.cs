using System.Globalization;
using System.Security.Cryptography;

namespace SageTasks.Testing.Synapse;

/// <summary>The users and their personal access tokens.</summary>
internal sealed class UserDirectory(SynapseStore store)
{
    private const long FirstUserId = 3400001;

    public static readonly IReadOnlyList<string> AllScopes = ["view", "download", "modify", "authorize"];

    /// <summary>The user of that name, made when missing.</summary>
    public UserRecord GetOrAdd(string userName)
    {
        if (store.Users.All.FirstOrDefault(u => Named(u, userName)) is { } known)
        {
            return known;
        }

        var id = store.NextId("user", FirstUserId);
        var user = new UserRecord
        {
            Id = id,
            Profile = new UserProfile
            {
                OwnerId = id.ToString(CultureInfo.InvariantCulture),
                Etag = SynapseStore.NewEtag(),
                UserName = userName,
                DisplayName = userName,
                FirstName = userName,
                LastName = "",
                Emails = [$"{userName}@localhost.localdomain"],
                OpenIds = [],
                CreatedOn = store.Now,
                TwoFactorAuthEnabled = false,
            },
        };
        store.Users.Put(id, user);
        return user;
    }

    /// <summary>Lets a token stand for a user.</summary>
    public string Admit(UserRecord user, string? token, IReadOnlyList<string> scopes, string? name = null)
    {
        var text = token ?? NewToken();
        if (store.Tokens.Find(text) is { } known && known.UserId != user.Id)
        {
            throw new InvalidOperationException("This token already belongs to another user.");
        }

        store.Tokens.Put(text, new TokenRecord
        {
            Id = store.NextId("token", 1).ToString(CultureInfo.InvariantCulture),
            Token = text,
            UserId = user.Id,
            Scopes = scopes,
            Name = name,
            CreatedOn = store.Now,
        });
        return text;
    }

    /// <summary>The first token that lets a user do everything; null when there is none.</summary>
    public string? FirstToken(string userName) => store.Users.All.FirstOrDefault(u => Named(u, userName)) is { } user
        ? store.Tokens.All.Where(t => t.UserId == user.Id && t.Scopes.Count == AllScopes.Count).MinBy(t => t.CreatedOn)?.Token
        : null;

    /// <summary>Who a token stands for; null when it is unknown.</summary>
    public Caller? Identify(string token) => store.Tokens.Find(token) is { } known ? new Caller(known.UserId, known.Scopes) : null;

    public UserProfile Profile(Caller caller, long id)
    {
        if (id == Principals.Anonymous)
        {
            return new UserProfile { OwnerId = "273950", UserName = "anonymous", FirstName = "anonymous", LastName = "", CreatedOn = store.Now };
        }

        var profile = (store.Users.Find(id) ?? throw SynapseError.NotFound($"Cannot find user profile for {id}")).Profile;
        return caller.Id == id ? profile : profile with { Email = null, Emails = null, OpenIds = null, TwoFactorAuthEnabled = null };
    }

    public UserProfile Update(Caller caller, UserProfile profile)
    {
        var user = store.Users.Find(caller.Known("have a profile").Id)!;
        if (profile.OwnerId != user.Profile.OwnerId)
        {
            throw SynapseError.Forbidden("Only owner is allowed to update user profile");
        }

        if (profile.Etag != user.Profile.Etag)
        {
            throw SynapseError.Stale(caller.IdText);
        }

        var updated = user with { Profile = profile with { Etag = SynapseStore.NewEtag(), CreatedOn = user.Profile.CreatedOn } };
        store.Users.Put(user.Id, updated);
        return updated.Profile;
    }

    public UserBundle Bundle(Caller caller, long id) => new()
    {
        UserId = id.ToString(CultureInfo.InvariantCulture),
        UserProfile = Profile(caller, id),
        IsCertified = id != Principals.Anonymous,
        IsVerified = false,
        IsACTMember = false,
        IsARReviewer = false,
    };

    public IReadOnlyList<UserGroupHeader> WithPrefix(string prefix) =>
        [.. store.Users.All.Where(u => u.Profile.UserName!.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).OrderBy(u => u.Id).Select(Header)];

    public IReadOnlyList<UserGroupHeader> WithIds(IEnumerable<long> ids) => [.. ids.Select(i => store.Users.Find(i)).OfType<UserRecord>().Select(Header)];

    public IReadOnlyList<UserGroupHeader> WithNames(IEnumerable<string> names) =>
        [.. names.Select(n => store.Users.All.FirstOrDefault(u => Named(u, n))).OfType<UserRecord>().Select(Header)];

    public AccessTokenResponse CreateToken(Caller caller, AccessTokenRequest request)
    {
        var user = store.Users.Find(caller.Known("create access tokens").Id)!;
        return new AccessTokenResponse { Token = Admit(user, null, request.Scope ?? ["view"], request.Name) };
    }

    public IReadOnlyList<AccessTokenRecord> TokensOf(Caller caller) =>
        [.. store.Tokens.All.Where(t => t.UserId == caller.Id).OrderBy(t => t.CreatedOn).Select(Record)];

    public void RevokeToken(Caller caller, string id)
    {
        var token = store.Tokens.All.FirstOrDefault(t => t.Id == id) ?? throw SynapseError.NotFound("Token not found");
        if (token.UserId != caller.Id)
        {
            throw SynapseError.Forbidden("You can only revoke your own tokens.");
        }

        store.Tokens.Remove(token.Token);
    }

    private static bool Named(UserRecord user, string name) => string.Equals(user.Profile.UserName, name, StringComparison.OrdinalIgnoreCase);

    private static string NewToken() => "local-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    private static AccessTokenRecord Record(TokenRecord token) => new()
    {
        Id = token.Id,
        UserId = token.UserId.ToString(CultureInfo.InvariantCulture),
        Scopes = token.Scopes,
        Name = token.Name,
        CreatedOn = token.CreatedOn,
        State = "ACTIVE",
    };

    private static UserGroupHeader Header(UserRecord user) => new()
    {
        OwnerId = user.Profile.OwnerId,
        UserName = user.Profile.UserName,
        FirstName = user.Profile.FirstName,
        LastName = user.Profile.LastName,
        IsIndividual = true,
    };
}
