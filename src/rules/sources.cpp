#include "rules/sources.h"

#include <array>

#include "model/text.h"

namespace psp::rules {
namespace {

constexpr std::array source_table{
    SourceRule{"S1.1", "An independent service for one person or a family.", "samostojna storitev",
               "service first-aid; household"},
    SourceRule{"S1.2", "Guaranteed to everyone as urgent professional help.", "nujna strokovna pomoč",
               "service first-aid requires no paper"},
    SourceRule{"S1.3", "Free of charge.", "brezplačna", "no field for a fee"},
    SourceRule{"S1.4", "Whatever the citizenship or residence.", "ne glede na državljanstvo ali stalno bivališče",
               "no field for citizenship; area is never required"},
    SourceRule{"S2.1", "Helps to recognise and define the distress.", "opredelitev socialne stiske in težave",
               "intake.distress; contents distress"},
    SourceRule{"S2.2", "Assesses possible solutions.", "ocena možnih rešitev", "contents solutions; option"},
    SourceRule{"S2.3", "Informs about services, benefits, and the obligations that follow the choice.",
               "storitve, dajatve, obveznosti", "contents entitlements; option"},
    SourceRule{"S2.4", "Presents the network of providers.", "mreža izvajalcev",
               "contents providers; [providers]; referral out; referral-unanswered"},
    SourceRule{
        "S3.1",
        "Entitled: who turns to the office in distress for the first time and lacks the knowledge or skills to solve it.",
        "prvič", "intake.eligibility first-contact"},
    SourceRule{"S3.2", "Entitled: who is in treatment already and has a new problem.", "že v obravnavi, nova težava",
               "intake.eligibility new-problem; reopening"},
    SourceRule{"S3.3", "Entitled: who does not know where to take the problem.", "ne ve kam s svojo težavo",
               "intake.eligibility unsure"},
    SourceRule{"S4.1", "The user's own decision leads to the service.", "samostojna odločitev", "intake.route self"},
    SourceRule{
        "S4.2",
        "An entitled proposer in the user's social network, who infers a danger, leads to the service if the user accepts it.",
        "na pobudo upravičenih predlagateljev",
        "intake.route proposer; intake.accepted; document consent, oral; acceptance-missing"},
    SourceRule{"S4.3a", "Data that bind the office to act ex officio lead to the service, and the user is told so.",
               "po uradni dolžnosti", "intake.route official-duty; intake.informed; information-missing"},
    SourceRule{"S4.3b", "The office, exercising public powers, judges that the service could help.",
               "javna pooblastila", "intake.route public-powers"},
    SourceRule{"S5.1", "The user puts the distress and own reactions into words, in a confidential personal talk.",
               "ubesedi stisko", "goals voiced"},
    SourceRule{"S5.2", "The user knows own and environmental resources and foresees consequences.",
               "lastni viri in viri v okolju", "goals resources"},
    SourceRule{"S5.3", "The user knows the special rights and how to claim them, and so has a choice.",
               "posebne pravice", "goals rights"},
    SourceRule{"S5.4", "The user has an idea of the next step.", "zamisel za naslednji korak",
               "goals next-step; agreement.next_step; task; completion"},
    SourceRule{"S5.5", "The user takes an active role.", "aktivna vloga", "goals active-role"},
    SourceRule{
        "S6.1",
        "First part of the talk: institution and worker introduce themselves; the user tells, and judges own material situation and relationships.",
        "predstavitev institucije in sebe", "parts introduction"},
    SourceRule{"S6.2", "Second part: professional help and support, heeding the user's expectations and proposals.",
               "strokovna pomoč in podpora", "parts support"},
    SourceRule{
        "S6.3",
        "Third part: the possible ways to act, the services of the various providers and the conditions of each.",
        "predstavitev možnih načinov ravnanja", "parts options; option.conditions; [providers]"},
    SourceRule{"S7.1", "Lasts 45 minutes on average: a benchmark, never a condition.", "v povprečju 45 minut",
               "setting session_minutes"},
    SourceRule{"S7.2", "Is done in one talk or more.", "z enim ali več razgovori", "session"},
    SourceRule{"S7.3", "Ends with an agreement on the further form of cooperation, which may be none.", "dogovor",
               "agreement; ground agreement; agreement-missing"},
    SourceRule{
        "S8",
        "In foster care, adoption, guardianship of minors, guardianship of adults and disabled persons, residential care and post-penal help, that field's own workers do it.",
        "rejništvo, posvojitve, skrbništvo mladoletnih, skrbništvo odraslih in invalidov, domsko varstvo, pokazenska pomoč",
        "intake.field; worker fields; field-worker"},
    SourceRule{
        "L1",
        "Restores, keeps and raises personal and social functioning; solves problems of relationships and environment; finds needs and resources; gives emotional support; includes.",
        "mērķis", "service counselling"},
    SourceRule{"L2.1", "For families with children in conditions long unfavourable to the children's development.",
               "ģimenes ar bērniem", "intake.target family"},
    SourceRule{"L2.2", "For families or persons in crisis.", "krīzes situācijā", "intake.target crisis"},
    SourceRule{"L3.1", "Consultations by a professional social worker, led by the client's needs.", "konsultācijas",
               "session"},
    SourceRule{"L3.2", "Assessment of needs.", "vajadzību novērtēšana", "assessment needs; assessment-missing"},
    SourceRule{"L3.3", "Exploration.", "izpēte", "assessment exploration"},
    SourceRule{"L3.4", "Support.", "atbalsta sniegšana", "session; parts support; plan; setting needs_plan"},
    SourceRule{"L3.5", "Evaluation of change.", "izmaiņu novērtēšana", "assessment change; change-unevaluated"},
    SourceRule{"L4.1", "At least 10 consultations.", "minimālais apjoms 10 konsultācijas",
               "setting review_after; ground completed"},
    SourceRule{"L4.2", "After them the provider evaluates the family's situation again.", "atkārtoti novērtē",
               "review; review-due; review-soon"},
    SourceRule{"L4.3", "And agrees with the client to end or to continue.", "vienojas ar klientu",
               "review.decision, review.agreed; ground completed; closure-pending"},
    SourceRule{"L4.4", "And informs the case manager.", "informējot gadījuma vadītāju",
               "notice to manager; manager-uninformed"},
    SourceRule{"L5.1", "Needed to receive it: the person's application.", "iesniegums",
               "document application; application-missing"},
    SourceRule{
        "L5.2",
        "Needed to receive it: a referral by the social worker who is case manager, with a description of the situation.",
        "nosūtījums ar situācijas aprakstu", "referral in; referral-missing"},
    SourceRule{"L6.1a", "Ended or refused: the person breaks the provider's internal rules.",
               "iekšējās kārtības noteikumi", "ground rules-breach"},
    SourceRule{"L6.1b", "Ended or refused: the person breaks the conditions of the contract.", "līgums",
               "ground contract-breach"},
    SourceRule{
        "L6.2",
        "Ended or refused: the person does not come to consultations 3 times in a row without a justified reason, or without telling the consultant the reasons beforehand.",
        "neierodas 3 reizes pēc kārtas", "ground missed-sessions; missed-limit; missed-warning"},
    SourceRule{
        "L6.3",
        "Ended or refused: the provider or a specialist involved concludes that the service is no longer needed, or no longer suitable.",
        "atzinums", "document conclusion; grounds not-needed, not-suitable"},
    SourceRule{"L6.4", "Ended or refused: the person moves to another municipality's territory.", "maina dzīvesvietu",
               "ground moved"},
    SourceRule{"L6.5", "Ended or refused: the person declines or asks to end it, in writing, with a reason.",
               "rakstiski, norādot iemeslu", "document withdrawal; ground client-request; withdrawal-pending"},
    SourceRule{"L7", "The contact is the case manager, by client group and place of residence.", "kontaktpersonas",
               "manager; worker areas and groups; manager-missing"},
};

/// Returns true for the id itself and for those below it: L5 holds L5.1, S4.3 holds S4.3a, S1 does not hold S10.
bool is_under(std::string_view id, std::string_view wanted) {
  if (!id.starts_with(wanted)) return false;
  const auto rest = id.substr(wanted.size());
  return rest.empty() || !is_digit(rest.front());
}

}  // namespace

std::span<const SourceRule> sources() { return source_table; }

std::vector<const SourceRule*> sources_of(std::span<const std::string_view> ids) {
  std::vector<const SourceRule*> found;
  for (const auto wanted : ids)
    for (const auto& s : source_table)
      if (is_under(s.id, wanted)) found.push_back(&s);
  return found;
}

}  // namespace psp::rules
