using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>Gives objects DRS ids, once: what is registered already is found, and a lost reply never makes a second id. Safe for use by many
/// threads.</summary>
public interface IDrsRegistrar
{
    /// <summary>Registers an object, or finds it registered. Calling it again with the same candidate gives the same id.</summary>
    /// <param name="candidate">The object.</param>
    /// <param name="cancellationToken">Ends it; the object may be registered all the same, and is found by the next call.</param>
    /// <exception cref="ArgumentException">The candidate lacks what this server needs; nothing was sent.</exception>
    /// <exception cref="NotSupportedException">The server does not register objects, or could not be asked whether it has this one.</exception>
    /// <exception cref="DrsConflictException">The id belongs to a different object; the message has the difference.</exception>
    /// <exception cref="SubmissionUnknownException">Whether the object was registered is not known; a later call finds out.</exception>
    /// <exception cref="ApiException">The server refused or did not answer.</exception>
    Task<DrsRegistration> RegisterAsync(DrsCandidate candidate, CancellationToken cancellationToken = default);
}
